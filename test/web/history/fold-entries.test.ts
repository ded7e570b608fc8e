import { describe, expect, test } from "vitest";
import type { HistoryEntry } from "../../../src/deploys/ports/history.js";
import { foldEntries } from "../../../src/web/history/fold-entries.js";

/** "a1": the head a, row 1; "b2@x": of the ref x. */
function entries(words: string): readonly HistoryEntry[] {
  return words.split(" ").map((word) => {
    const [, headSha = "", id = "", ref = "deploy"] = /^([a-z])(\d+)@?(.*)$/.exec(word) ?? [];
    return {
      id,
      ref,
      headSha,
      state: "success",
      summary: "",
      at: "",
      lastAt: "",
      evaluations: 1,
      outline: null,
      previous: null,
      shipped: null,
    };
  });
}

describe("evaluations of a head", () => {
  test.each([
    ["stand together", "b3 a2 a1", 3, "b:3 a:2,1", null],
    ["not across another head", "a3 b2 a1", 3, "a:3 b:2 a:1", null],
    ["nor across refs", "a3@x a2@y a1@y", 3, "a:3 a:2,1", null],
    ["go on where the page ends", "c4 b3 a2 a1", 2, "c:4 b:3", "3"],
    ["are not cut in two by its end", "c4 b3 a2 a1", 3, "c:4 b:3", "3"],
    ["unless they fill it", "a4 a3 a2 a1", 3, "a:4,3,2", "2"],
  ])("%s", (_, rows, limit, expected, before) => {
    const page = foldEntries(entries(rows), limit);
    const shown = page.heads.map((head) => `${head.headSha}:${head.entries.map(({ id }) => id).join(",")}`);
    expect(shown.join(" ")).toBe(expected);
    expect(page.before).toBe(before);
  });

  test("of nothing there are none", () => {
    expect(foldEntries([], 3)).toEqual({ heads: [], before: null });
  });
});
