import { describe, expect, test } from "vitest";
import { createProgressBoard } from "../../../src/deploys/progress-board.js";
import { followCheck, type Following, type LiveMessage } from "../../../src/web/live/follow-check.js";

const head = { repositoryId: 7, target: "web", head: "a".repeat(40) };
/** So quick that a test need not wait for it, and nothing that it is about. */
const quick = { askMs: 5, askIdleMs: 5, restMs: 0 };

/** Follows a head; what the store would say may be changed meanwhile. */
function follow(options: Partial<Following> = {}): {
  readonly messages: LiveMessage[];
  readonly over: Promise<void>;
  readonly known: { mark: string; isPending: boolean };
  readonly board: ReturnType<typeof createProgressBoard>;
  readonly until: (fits: () => boolean) => Promise<void>;
} {
  const messages: LiveMessage[] = [];
  const known = { mark: "old", isPending: false };
  const board = createProgressBoard();
  const never = new AbortController().signal;
  const heard = new Set<() => void>();
  const over = followCheck({
    head,
    seen: "old",
    asked: false,
    board,
    news: () => Promise.resolve({ ...known }),
    maySee: () => Promise.resolve(true),
    left: never,
    stopping: never,
    timing: quick,
    ...options,
    send: (message) => {
      messages.push(message);
      for (const hear of heard) hear();
    },
  });
  const until = (fits: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const hear = (): void => {
        if (!fits()) return;
        heard.delete(hear);
        resolve();
      };
      heard.add(hear);
      hear();
    });
  return { messages, over, known, board, until };
}

const running = (messages: readonly LiveMessage[]): unknown[] =>
  messages.flatMap((message) =>
    message?.event === "steps" ? [(JSON.parse(message.data) as { running: boolean }).running] : [],
  );

describe("following a check", () => {
  test("tells its steps as they come, and the result once", async () => {
    const { messages, over, known, board, until } = follow({ timing: { ...quick, askMs: 60_000 } });
    const check = board.begin(head);
    check.tell({ step: "issues", done: 120, total: 600 });
    await until(() => messages.some((message) => message?.data.includes("120 of 600") === true));
    known.mark = "new";
    check.end();
    await over;
    expect(messages.at(-1)).toEqual({ event: "result", data: "" });
    expect(messages.filter((message) => message?.event === "result")).toHaveLength(1);
  });

  test("takes a report whose status is not posted for no result yet", async () => {
    const answers = ["old", "saved", "saved", "final"].map((mark) => ({ mark, isPending: mark !== "final" }));
    const { messages, over } = follow({
      news: () => Promise.resolve(answers.shift() ?? { mark: "late", isPending: false }),
    });
    await over;
    expect(answers).toEqual([]);
    expect(running(messages)).toEqual([true]);
    expect(messages.at(-1)?.event).toBe("result");
  });

  test("asks the store for what another process does", async () => {
    const { messages, over, known } = follow();
    known.mark = "new";
    await over;
    expect(messages.at(-1)?.event).toBe("result");
  });

  test("does not miss a check that was quicker than it looked", async () => {
    const { messages, over, known, board, until } = follow({
      timing: { ...quick, askMs: 60_000, askIdleMs: 60_000 },
    });
    await until(() => messages.length > 0);
    known.mark = "new";
    board.begin(head).end();
    await over;
    expect(messages.at(-1)?.event).toBe("result");
  });

  test("says that nothing runs any more where a check ends without a result", async () => {
    const left = new AbortController();
    const { messages, over, board, until } = follow({ asked: true, left: left.signal });
    await until(() => messages.length > 0);
    const check = board.begin(head);
    check.tell({ step: "git" });
    await until(() => messages.some((message) => message?.data.includes("Fetching") === true));
    check.end();
    await until(() => running(messages).includes(false));
    left.abort();
    await over;
    expect(running(messages)).toEqual([true, true, false]);
  });

  test.each<[string, Partial<Following>, string]>([
    ["the session is over or the right gone", { maySee: () => Promise.resolve(false) }, "gone"],
    ["it has lasted long enough", { timing: { ...quick, longestMs: 1 } }, "later"],
    ["the service stops", { stopping: AbortSignal.abort() }, "later"],
  ])("ends where %s", async (_, options, data) => {
    const { messages, over } = follow({
      ...options,
      timing: { ...quick, heartbeatMs: 10, ...options.timing },
    });
    await over;
    expect(messages.at(-1)).toEqual({ event: "over", data });
  });

  test("shows signs of life, and leaves nothing behind when the reader has gone", async () => {
    const left = new AbortController();
    let watching = 0;
    const board = createProgressBoard();
    const { messages, over, until } = follow({
      left: left.signal,
      timing: { ...quick, heartbeatMs: 5 },
      board: {
        of: (one) => board.of(one),
        watch: (_, onChange) => {
          watching++;
          const unwatch = board.watch(head, onChange);
          return () => {
            watching--;
            unwatch();
          };
        },
      },
    });
    await until(() => messages.filter((message) => message === null).length > 2);
    left.abort();
    await over;
    expect(watching).toBe(0);
  });
});
