import { expect, test } from "vitest";
import {
  noWish,
  readContentsWish,
  wishEntries,
  wishHref,
} from "../../../src/web/report/issues/contents-wish.js";

const read = (query: string) => readContentsWish(new URLSearchParams(query));

test("what is not understood is as if it were not there", () => {
  expect(read("")).toEqual(noWish);
  expect(read("group=planet&sort=%3Cscript%3E&show=me&filter=" + "x".repeat(201))).toEqual(noWish);
  expect(read("sort=--key")).toEqual(noWish);
  expect(read("sort=" + "k".repeat(100))).toEqual(noWish);
});

test("what is understood comes back as the shortest query that says the same", () => {
  const wish = read("group=epic&sort=-risk&filter=%20 a%20%20b &show=all");
  expect(wish).toEqual({ group: "epic", sort: "-risk", filter: "a b", show: "all" });
  expect(wishEntries(wish)).toEqual([
    ["group", "epic"],
    ["sort", "-risk"],
    ["filter", "a b"],
  ]);
});

test("another wish keeps the other lists' pages and begins the issues anew", () => {
  const query = new URLSearchParams("issues=3&commits-shipping=2&group=epic&filter=a%26b");
  expect(wishHref(query, { sort: "status" })).toBe(
    "?commits-shipping=2&group=epic&sort=status&filter=a%26b#issues",
  );
  expect(wishHref(query, noWish)).toBe("?commits-shipping=2#issues");
});
