import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { cancelReverts, isExactInverse, revertedBy } from "../../src/checker/reverts.js";
import { processorTime } from "../support/processor-time.js";

const a = "a".repeat(40);
const b = "b".repeat(40);

describe("revertedBy", () => {
  test.each<[string, string, Partial<ReturnType<typeof revertedBy>>]>([
    ["an ordinary commit", "STORY-1 Add calls\n\nrevert later?", {}],
    [
      "git revert",
      `Revert "Add calls"\n\nThis reverts commit ${a}.\n`,
      { shas: [a], subjects: ["Add calls"] },
    ],
    ["an abbreviation, in capitals", "Undo\n\nThis reverts commit ABCDEF1.", { shas: ["abcdef1"] }],
    ["too short an abbreviation", "Undo\n\nThis reverts commit abcdef.", {}],
    ["--reference", "x\n\nThis reverts commit 1234567 (Add calls, 2026-11-20).", { shas: ["1234567"] }],
    [
      "a merge",
      `Revert "Merge x"\n\nThis reverts commit ${a}, reversing\nchanges made to ${b}.`,
      { shas: [a], subjects: ["Merge x"] },
    ],
    [
      "several in a list",
      `Undo\n\nThis reverts commits ${a}, 1234567 and ${b}.`,
      { shas: [a, "1234567", b] },
    ],
    ["several sentences", `Undo\n\nThis reverts commit ${a}.\nThis reverts commit ${b}.`, { shas: [a, b] }],
    ["a revert of a revert", 'Revert "Revert "Add calls""', { subjects: ['Revert "Add calls"'] }],
    [
      "reapply",
      `Reapply "Add calls"\n\nThis reverts commit ${b}.`,
      { shas: [b], subjects: ['Revert "Add calls"'] },
    ],
    ["a revert of a reapply", 'Revert "Reapply "Add calls""', { subjects: ['Reapply "Add calls"'] }],
    [
      "GitHub's button, squashed",
      'Revert "Add calls (#12)" (#13)\n\nReverts acme/web#12',
      { subjects: ["Add calls (#12)"], pullRequests: [12] },
    ],
    [
      "GitHub's button, merged",
      'Merge pull request #13 from acme/revert-12\n\nRevert "Add calls"',
      { subjects: ["Add calls"] },
    ],
    ["windows line ends", `Revert "x"\r\n\r\nThis reverts commit ${a}.\r\n`, { shas: [a], subjects: ["x"] }],
    ["a quotation in the body", 'Fix\n\nRevert "Add calls"', {}],
  ])("%s", (_name, message, expected) => {
    expect(revertedBy(message)).toEqual({ shas: [], subjects: [], pullRequests: [], ...expected });
  });

  test("reads anything without throwing, and quickly", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => void revertedBy(`This reverts commit ${text}`)),
    );
    const took = processorTime(() => {
      revertedBy(`This reverts commits ${"abcdef1 , ".repeat(50_000)}!`);
      revertedBy(`Revert "${'"'.repeat(100_000)}`);
    });
    expect(took).toBeLessThan(1_000);
  });
});

describe("cancelReverts", () => {
  const revert = (sha: string, undoes: string[], complete = true) => ({ sha, undoes, complete });
  test.each<[string, string[], ReturnType<typeof revert>[], string[]]>([
    ["nothing", ["c", "x"], [], []],
    ["a revert and what it undoes", ["r", "c", "x"], [revert("r", ["x"])], ["r", "x"]],
    ["not one that is incomplete", ["r", "x"], [revert("r", ["x"], false)], []],
    [
      "a revert of a revert restores",
      ["rr", "r", "x"],
      [revert("rr", ["r"]), revert("r", ["x"])],
      ["rr", "r"],
    ],
    [
      "three deep",
      ["rrr", "rr", "r", "x"],
      [revert("rrr", ["rr"]), revert("rr", ["r"]), revert("r", ["x"])],
      ["rrr", "rr", "r", "x"],
    ],
    [
      "a merge with all it brought in",
      ["r", "m", "y", "x"],
      [revert("r", ["m", "y", "x"])],
      ["r", "m", "x", "y"],
    ],
    [
      "an incomplete revert of a revert leaves both",
      ["rr", "r", "x"],
      [revert("rr", ["r"], false), revert("r", ["x"])],
      ["r", "x"],
    ],
  ])("%s", (_name, commits, reverts, expected) => {
    const cancelled = cancelReverts(
      commits.map((sha) => ({ sha })),
      reverts,
    );
    expect([...cancelled].sort()).toEqual([...expected].sort());
  });
});

describe("isExactInverse", () => {
  const change = (path: string, oldId: string, newId: string, oldMode = "100644", newMode = "100644") => ({
    path,
    oldId,
    newId,
    oldMode,
    newMode,
  });
  test.each<[string, ReturnType<typeof change>[], ReturnType<typeof change>[], boolean]>([
    [
      "ids exchanged, any order",
      [change("f", "1", "2"), change("g", "3", "4")],
      [change("g", "4", "3"), change("f", "2", "1")],
      true,
    ],
    ["another path", [change("f", "1", "2")], [change("g", "2", "1")], false],
    ["one path missing", [change("f", "1", "2"), change("g", "3", "4")], [change("f", "2", "1")], false],
    ["the same, not the inverse", [change("f", "1", "2")], [change("f", "1", "2")], false],
    [
      "modes count",
      [change("f", "1", "1", "100644", "100755")],
      [change("f", "1", "1", "100755", "100644")],
      true,
    ],
    ["a mode left behind", [change("f", "1", "2", "100644", "100755")], [change("f", "2", "1")], false],
  ])("%s", (_name, changes, others, expected) => {
    expect(isExactInverse(changes, others)).toBe(expected);
    expect(isExactInverse(others, changes)).toBe(expected);
  });
});
