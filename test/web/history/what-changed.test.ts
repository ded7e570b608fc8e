import { describe, expect, test } from "vitest";
import type { HistoryEntry, Outline } from "../../../src/deploys/ports/history.js";
import { whatChanged } from "../../../src/web/history/what-changed.js";

const outline = (commits: string, findings: string): Outline => ({
  commits: Array.from(commits),
  findings: Array.from(findings).map((id) => ({
    id,
    check: "issue-status",
    severity: "failure",
    subject: { type: "issue", id },
    message: id,
    approval: null,
  })),
});

const entry = (changes: Partial<HistoryEntry>): HistoryEntry => ({
  id: "1",
  ref: "deploy",
  headSha: "a",
  state: "failure",
  summary: "",
  at: "",
  lastAt: "",
  evaluations: 1,
  outline: outline("", ""),
  previous: null,
  shipped: null,
  ...changes,
});
const after = (before: Outline | null) => ({ previous: { headSha: "0", outline: before } });
const of = (...entries: [HistoryEntry, ...HistoryEntry[]]) =>
  whatChanged({ ref: "deploy", headSha: "a", entries });

describe("what a head changed", () => {
  test("is what its newest result has over the head before", () => {
    const first = entry({ outline: outline("ab", "123"), ...after(outline("a", "19")) });
    const changes = of(entry({ outline: outline("bc", "23"), ...after(first.outline) }), first);
    expect(changes).toMatchObject({ kind: "changes", commitsAdded: 2, commitsRemoved: 1 });
    if (changes.kind !== "changes") throw new Error(changes.kind);
    expect(changes.gone.map(({ id }) => id)).toEqual(["1", "9"]);
    expect(changes.added.map(({ id }) => id)).toEqual(["2", "3"]);
  });

  test("leaves out what could not be told", () => {
    const red = entry({ outline: outline("a", "1"), ...after(outline("a", "1")) });
    expect(of(entry({ state: "error" }), red)).toMatchObject({ kind: "changes", gone: [], added: [] });
    expect(of(entry({ state: "error", ...after(outline("a", "1")) })).kind).toBe("could-not-tell");
  });

  test("says nothing of a check that could not tell while another one failed", () => {
    const untold = { ...outline("a", ""), untold: ["issue-status"] };
    const nothing = { kind: "changes", gone: [], added: [] };
    expect(of(entry({ outline: untold, ...after(outline("a", "1")) }))).toMatchObject(nothing);
    expect(of(entry({ outline: outline("a", "1"), ...after(untold) }))).toMatchObject(nothing);
  });

  test("may not be recorded, or have nothing to compare with", () => {
    expect(of(entry({})).kind).toBe("first");
    expect(of(entry({ outline: null })).kind).toBe("not-recorded");
    expect(of(entry(after(null))).kind).toBe("not-recorded");
  });
});
