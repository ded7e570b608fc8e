import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { GitFailure } from "./git-failure.js";
import { helperAnswerSchema, type HelperRequest } from "./git-helper-protocol.js";
import { type GitRun, killed, type RunGit, runGit } from "./run-git.js";

export interface GitHelper {
  readonly run: RunGit;
  /** The process at this moment; null where there is none. */
  pid(): number | null;
  /** Ends the process; git processes that still run are stopped. */
  close(): void;
}

/** How the helper is started where it is not compiled. */
export interface GitHelperOptions {
  readonly script?: string;
  readonly nodeArguments?: readonly string[];
}

interface Pending {
  readonly command: string;
  readonly settle: PromiseWithResolvers<string>;
}

const compiled = fileURLToPath(new URL("./git-helper-process.js", import.meta.url));

/**
 * Runs git through a small process of its own. Node starts processes by fork(2), which copies the page tables of
 * the whole process and stands still meanwhile: the time grows with the memory in use. Measured on a virtual
 * machine: 9 ms at 50 MB, 66 ms at 260 MB, and a check starts git several times.
 *
 * The helper starts at once, while this process is still small, and again whenever it should have died. Where there is
 * no compiled one (the sources run by themselves), git is started from here.
 */
export function startGitHelper({ script = compiled, nodeArguments = [] }: GitHelperOptions = {}): GitHelper {
  if (!existsSync(script)) return { run: runGit, pid: () => null, close: () => undefined };
  const pending = new Map<number, Pending>();
  let closed = false;
  let lastId = 0;
  let helper = start();

  function start(): ChildProcess {
    const child = fork(script, [], {
      // Nothing of the app's environment, which holds its secrets: each run brings what git needs.
      env: {},
      execArgv: [...nodeArguments],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.on("message", settle);
    child.on("error", () => undefined);
    child.once("close", () => {
      if (child === helper) failAll();
    });
    child.unref();
    child.channel?.unref();
    return child;
  }

  function settle(message: unknown): void {
    const answer = helperAnswerSchema.parse(message);
    const waiting = pending.get(answer.id);
    forget(answer.id);
    if ("output" in answer) waiting?.settle.resolve(answer.output);
    else waiting?.settle.reject(new GitFailure(answer.failure));
  }

  function forget(id: number): void {
    pending.delete(id);
    if (pending.size === 0) helper.channel?.unref();
  }

  function failAll(): void {
    for (const [id, { command, settle: waiting }] of pending) {
      forget(id);
      waiting.reject(new GitFailure({ kind: "failed", command, output: killed }));
    }
  }

  const tell = (request: HelperRequest): void => {
    helper.send(request, (error) => {
      if (error !== null) failAll();
    });
  };

  return {
    run: async ({ signal, ...run }: GitRun) => {
      if (!helper.connected && !closed) {
        failAll();
        helper = start();
      }
      const id = ++lastId;
      const waiting: Pending = { command: run.args[0] ?? "", settle: Promise.withResolvers() };
      pending.set(id, waiting);
      helper.channel?.ref();
      const stop = () => tell({ id, stop: true });
      tell({ id, run });
      if (signal?.aborted === true) stop();
      else signal?.addEventListener("abort", stop, { once: true });
      try {
        return await waiting.settle.promise;
      } finally {
        signal?.removeEventListener("abort", stop);
      }
    },
    pid: () => helper.pid ?? null,
    close() {
      closed = true;
      if (helper.connected) helper.disconnect();
      failAll();
    },
  };
}
