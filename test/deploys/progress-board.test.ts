import { describe, expect, test } from "vitest";
import { createProgressBoard, progressOf } from "../../src/deploys/progress-board.js";
import type { EvaluationStep, ProgressEvent } from "../../src/deploys/progress.js";

const head = { repositoryId: 7, target: "web", head: "a".repeat(40) };

function short(events: readonly ProgressEvent[]): string {
  const newest = new Map<EvaluationStep, ProgressEvent>(events.map((event) => [event.step, event]));
  return progressOf(newest)
    .map(
      ({ step, state, count }) => `${step}:${state}${count === null ? "" : ` ${count.done}/${count.total}`}`,
    )
    .filter((words) => !words.endsWith(":waiting"))
    .join(" ");
}

describe("how far a check is", () => {
  test.each<[readonly ProgressEvent[], string]>([
    [[], ""],
    [[{ step: "git" }], "git:running"],
    [[{ step: "git" }, { step: "commits" }], "git:done commits:running"],
    [
      [{ step: "git" }, { step: "commits" }, { step: "issues", done: 120, total: 600 }],
      "git:done commits:running issues:running 120/600",
    ],
    [
      [
        { step: "commits" },
        { step: "issues", done: 600, total: 600 },
        { step: "migrations", done: 0, total: 2 },
      ],
      "git:skipped commits:done issues:done 600/600 migrations:running 0/2",
    ],
    [
      [{ step: "git" }, { step: "commits" }, { step: "checks" }],
      "git:done commits:done issues:skipped migrations:skipped checks:running",
    ],
    [
      [{ step: "commits" }, { step: "issues", done: 3, total: 5 }, { step: "status" }],
      "git:skipped commits:done issues:done 3/5 migrations:skipped checks:skipped status:running",
    ],
  ])("%j", (events, said) => expect(short(events)).toBe(said));
});

describe("the board", () => {
  test("tells who watches, and forgets a check when the last that runs it has ended", () => {
    const board = createProgressBoard();
    let told = 0;
    const unwatch = board.watch(head, () => told++);
    expect(board.of(head)).toBeNull();
    const fetching = board.begin(head);
    fetching.tell({ step: "git" });
    expect(told).toBe(2);
    const judging = board.begin(head);
    judging.tell({ step: "commits" });
    judging.end();
    expect(board.of(head)?.[1]).toEqual({ step: "commits", state: "running", count: null });
    expect(board.of({ ...head, target: "api" })).toBeNull();
    fetching.end();
    expect(board.of(head)).toBeNull();
    expect(told).toBe(6);
    unwatch();
    board.begin(head).end();
    expect(told).toBe(6);
  });
});
