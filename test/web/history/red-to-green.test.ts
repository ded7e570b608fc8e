import { expect, test } from "vitest";
import type { HistoryPoint } from "../../../src/deploys/ports/history.js";
import { redToGreen } from "../../../src/web/history/red-to-green.js";

/** "r1 g5": red after a minute, green after five; "e": could not tell; "R": red, and it shipped; "g5@x": of the ref x. */
function points(words: string): readonly HistoryPoint[] {
  const states = { r: "failure", R: "failure", g: "success", e: "error", p: "pending" } as const;
  return words.split(" ").map((word) => {
    const [, letter = "", minute = "0", ref = "deploy"] = /^([a-zA-Z])(\d+)@?(.*)$/.exec(word) ?? [];
    return {
      id: minute,
      ref,
      headSha: letter,
      state: states[letter as keyof typeof states],
      at: new Date(Number(minute) * 60_000).toISOString(),
      commits: 1,
      shipped: letter === "R" ? { at: "", as: "" } : null,
    };
  });
}

test.each([
  ["from the first red on", "r1 r3 g5", [4]],
  ["each time anew", "r1 g2 g3 r4 g9", [1, 5]],
  ["green at once is none", "g1 g2", []],
  ["red to this day is none", "g1 r2", []],
  ["what could not be told is neither", "e1 r2 e3 p4 g5", [3]],
  ["each ref for itself", "r1 g2@x r3@x g4 g6@x", [3, 3]],
  ["not across a deploy that went out red", "r1 R2 g3", []],
])("%s", (_, words, minutes) => {
  expect(redToGreen(points(words)).map(({ seconds }) => seconds / 60)).toEqual(minutes);
});
