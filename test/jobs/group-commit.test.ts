import { expect, test } from "vitest";
import fc from "fast-check";
import { groupCommit } from "../../src/jobs/group-commit.js";

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test("what comes in during a write is written together, in order", async () => {
  const writes: (readonly number[])[] = [];
  const add = groupCommit<number>(async (items) => {
    writes.push(items);
    await turn();
  });
  await Promise.all([1, 2, 3].map(add));
  await add(4);
  expect(writes).toEqual([[1], [2, 3], [4]]);
});

test("a failed write fails those whose items it held, and nobody else", async () => {
  const add = groupCommit<number>(async (items) => {
    await turn();
    if (items.includes(2)) throw new Error("disk full");
  });
  const results = await Promise.allSettled([add(1), add(2), add(3)]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  await expect(add(4)).resolves.toBeUndefined();
});

test("every item is written once before its promise resolves, however they come in", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 3 }), { maxLength: 40 }), async (pauses) => {
      const written: number[] = [];
      const add = groupCommit<number>(async (items) => {
        await turn();
        written.push(...items);
      });
      const calls: Promise<void>[] = [];
      for (const [item, pause] of pauses.entries()) {
        for (let step = 0; step < pause; step++) await turn();
        calls.push(add(item).then(() => expect(written).toContain(item)));
      }
      await Promise.all(calls);
      expect(written).toEqual([...pauses.keys()]);
    }),
    { numRuns: 50 },
  );
});
