import { expect, test } from "vitest";
import type { GoverningPolicy } from "../../src/deploys/ports/store.js";
import { forPages } from "../../src/store/for-pages.js";

const policy: GoverningPolicy = { ref: "main", sha: "a", text: "version: 1" };

/** A store whose answers are given by hand, in the order of the questions. */
function slowStore() {
  const asked: { readonly id: number; readonly answer: PromiseWithResolvers<GoverningPolicy | null> }[] = [];
  const governingPolicy = (id: number) => {
    const answer = Promise.withResolvers<GoverningPolicy | null>();
    asked.push({ id, answer });
    return answer.promise;
  };
  return { asked, store: forPages({ governingPolicy }) };
}

test("what several want of a policy at once is read once, and anew for who comes later", async () => {
  const { asked, store } = slowStore();
  const together = [store.governingPolicy(1), store.governingPolicy(1), store.governingPolicy(2)];
  expect(asked.map(({ id }) => id)).toEqual([1, 2]);
  asked[0]?.answer.resolve(policy);
  asked[1]?.answer.resolve(null);
  expect(await Promise.all(together)).toEqual([policy, policy, null]);
  const later = store.governingPolicy(1);
  expect(asked.map(({ id }) => id)).toEqual([1, 2, 1]);
  asked[2]?.answer.resolve(null);
  expect(await later).toBeNull();
});

test("a failure is everybody's who waited, and nobody's after that", async () => {
  const { asked, store } = slowStore();
  const together = [store.governingPolicy(1), store.governingPolicy(1)];
  asked[0]?.answer.reject(new Error("gone"));
  expect((await Promise.allSettled(together)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  const later = store.governingPolicy(1);
  asked[1]?.answer.resolve(policy);
  expect(await later).toEqual(policy);
});
