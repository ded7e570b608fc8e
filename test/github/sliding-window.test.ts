import { expect, test } from "vitest";
import fc from "fast-check";
import { createSlidingWindow } from "../../src/github/sliding-window.js";

test("a burst is free, what comes after waits for the burst's first event to leave", () => {
  const window = createSlidingWindow([{ count: 3, milliseconds: 1000 }]);
  for (const at of [100, 200, 300]) {
    expect(window.freeAt(at)).toBe(at);
    window.record(at);
  }
  expect(window.freeAt(300)).toBe(1100);
  expect(window.freeAt(1100)).toBe(1100);
});

test("no span of time ever holds more than its limit, and no wait is longer than needed", () => {
  const limits = [
    { count: 3, milliseconds: 100 },
    { count: 8, milliseconds: 1000 },
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(150), { maxLength: 60 }), (gaps) => {
      const window = createSlidingWindow(limits);
      const events: number[] = [];
      const fits = (at: number): boolean =>
        limits.every(({ count, milliseconds }) => events.filter((e) => e > at - milliseconds).length < count);
      let now = 0;
      for (const gap of gaps) {
        now += gap;
        const free = window.freeAt(now);
        expect(fits(free)).toBe(true);
        if (free > now) expect(fits(free - 1)).toBe(false);
        now = free;
        window.record(now);
        events.push(now);
      }
    }),
  );
});
