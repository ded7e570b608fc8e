import { expect, test } from "vitest";
import { createStreamPlaces } from "../../../src/web/live/stream-places.js";

function takers(bounds: { each: number; all: number }) {
  const places = createStreamPlaces(bounds);
  const gaveUp: string[] = [];
  return { gaveUp, take: (who: string, name = who) => places.take(who, () => gaveUp.push(name)) };
}

test("one person takes no more than their share", () => {
  const { take } = takers({ each: 2, all: 10 });
  take("ada");
  const second = take("ada");
  expect(take("ada")).toBe("too many of theirs");
  if (typeof second === "function") second();
  expect(take("ada")).toBeTypeOf("function");
});

test("where all places are taken, who has the most gives up the oldest for who has fewer", () => {
  const { take, gaveUp } = takers({ each: 4, all: 5 });
  for (const name of ["a1", "a2", "a3"]) take("ada", name);
  for (const name of ["b1", "b2"]) take("bob", name);
  expect(take("cid")).toBeTypeOf("function");
  expect(gaveUp).toEqual(["a1"]);
  // Now two, two and one: nobody has so many more that it would be fairer otherwise.
  expect([take("ada"), take("bob"), take("cid")]).toEqual(Array(3).fill("too many in all"));
  expect(take("dan")).toBeTypeOf("function");
  expect(gaveUp).toHaveLength(2);
});

test("a place that was given up is not given back a second time", () => {
  const { take, gaveUp } = takers({ each: 4, all: 2 });
  const first = take("ada");
  take("ada");
  take("bob");
  expect(gaveUp).toEqual(["ada"]);
  if (typeof first === "function") first();
  expect(take("cid")).toBe("too many in all");
});
