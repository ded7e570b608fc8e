import { type ChildProcess, fork } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ReportMigration } from "../checker/migration-report.js";
import type { MigrationEstimator, MigrationsToEstimate } from "../deploys/ports/migration-estimator.js";
import type { MigrationFile } from "../migrations/read-migration.js";
import { notRehearsed } from "../migrations/describe-rehearsal.js";
import { unreadableMigration } from "../migrations/unreadable-migration.js";
import type { EstimationAnswer, EstimationRequest } from "./protocol.js";

export interface ProcessEstimatorOptions {
  /** How the process is started where it is not compiled. */
  readonly script?: string;
  readonly nodeArguments?: readonly string[];
  /** Milliseconds that one file may take. */
  readonly fileLimitMs?: number;
  /** Milliseconds that trying a deploy's migrations out may take. */
  readonly rehearsalLimitMs?: number;
  /** The server for rehearsals of MySQL's and MariaDB's migrations; null: none. */
  readonly rehearsalUrl?: string | null;
  /** Milliseconds without work after which the process ends and gives its memory back. */
  readonly idleMs?: number;
  /** Of the process's heap. */
  readonly memoryLimitMb?: number;
}

export interface ProcessEstimator extends MigrationEstimator {
  close(): Promise<void>;
}

/** Reading went wrong in a way that says nothing about a file. */
export class EstimationFailed extends Error {
  override readonly name = "EstimationFailed";
}

/** One file was too much for the process: it took too long, or too much memory. */
class FileTooMuch extends Error {
  override readonly name = "FileTooMuch";
  readonly index: number;
  readonly reason: string;

  constructor(index: number, reason: string) {
    super(reason);
    this.index = index;
    this.reason = reason;
  }
}

/** A shell's code for SIGABRT, with which V8 ends where memory runs out; by itself it ends by a signal. */
const abortedCode = 134;
const compiled = fileURLToPath(new URL("./estimation-process.js", import.meta.url));
const defaults = {
  fileLimitMs: 20_000,
  rehearsalLimitMs: 60_000,
  idleMs: 60_000,
  memoryLimitMb: 512,
} as const;

/**
 * Estimates migrations in a process of its own, one deploy at a time. A file that takes too long or too much memory is
 * unreadable, and the others are estimated without it; a rehearsal that does is left out, and the rules stand. A thread would not do: one that outgrows its memory can take the
 * whole process along. Where there is no compiled script (the sources run by themselves) it is done right here,
 * without a rehearsal.
 */
export function createProcessEstimator(options: ProcessEstimatorOptions = {}): ProcessEstimator {
  const { script = compiled, nodeArguments = [], rehearsalUrl = null } = options;
  const { fileLimitMs, rehearsalLimitMs, idleMs, memoryLimitMb } = { ...defaults, ...options };
  let reader: ChildProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const stop = (): void => {
    clearTimeout(idle);
    reader?.kill("SIGKILL");
    reader = null;
  };

  const start = (): ChildProcess => {
    const started = fork(script, [], {
      // Prism's WASI is said to be experimental at every start: nothing that an operator could act on.
      execArgv: [
        `--max-old-space-size=${memoryLimitMb}`,
        "--disable-warning=ExperimentalWarning",
        ...nodeArguments,
      ],
      // Nothing of the app's environment, which holds its secrets.
      env: {},
      serialization: "advanced",
      // V8 would write its last words.
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    started.unref();
    started.channel?.unref();
    return started;
  };

  const run = async (migrations: MigrationsToEstimate): Promise<readonly ReportMigration[]> => {
    clearTimeout(idle);
    const running = (reader ??= start());
    running.channel?.ref();
    try {
      const limits = { fileLimitMs, rehearsalLimitMs };
      const estimates = await ask(running, { id: ++lastId, migrations, rehearsalUrl }, limits);
      // An embedded database has run in it, whose memory only the process's end gives back; or still runs.
      if (estimates.some(({ rehearsal }) => typeof rehearsal === "string")) stop();
      return estimates;
    } catch (error) {
      stop();
      throw error;
    } finally {
      running.channel?.unref();
      idle = setTimeout(stop, idleMs).unref();
    }
  };

  const estimate = async (migrations: MigrationsToEstimate): Promise<readonly ReportMigration[]> => {
    const tooMuch = new Map<string, string>();
    for (;;) {
      const files = migrations.files.filter(({ path }) => !tooMuch.has(path));
      try {
        const estimates = await run({ ...migrations, files });
        return inOrder(migrations.files, estimates, tooMuch);
      } catch (error) {
        const file = error instanceof FileTooMuch ? files[error.index] : undefined;
        if (!(error instanceof FileTooMuch) || file === undefined) throw error;
        tooMuch.set(file.path, error.reason);
      }
    }
  };

  return {
    async estimate(migrations) {
      if (!existsSync(script)) {
        const { estimateMigrations } = await import("../migrations/estimate-migrations.js");
        return estimateMigrations(migrations);
      }
      const mine = turn.then(() => estimate(migrations));
      turn = mine.catch(() => undefined);
      return mine;
    },
    async close() {
      await turn;
      stop();
    },
  };
}

function ask(
  reader: ChildProcess,
  request: EstimationRequest,
  { fileLimitMs, rehearsalLimitMs }: { readonly fileLimitMs: number; readonly rehearsalLimitMs: number },
): Promise<readonly ReportMigration[]> {
  return new Promise((resolve, reject) => {
    let done = 0;
    let unrehearsed: readonly ReportMigration[] | null = null;
    const tooLong = () => fail(new FileTooMuch(done, `reading it took longer than ${fileLimitMs / 1_000} s`));
    const rehearsingTooLong = () =>
      fail(new FileTooMuch(done, `it took longer than ${rehearsalLimitMs / 1_000} s`));
    let timer = setTimeout(tooLong, fileLimitMs);
    const settle = (): void => {
      clearTimeout(timer);
      reader.off("message", onAnswer).off("error", onError).off("exit", onExit);
    };
    const fail = (error: Error): void => {
      settle();
      if (unrehearsed === null) reject(error);
      else resolve(unrehearsed.map((estimate) => notRehearsed(estimate, reasonOf(error))));
    };
    const onAnswer = (message: unknown): void => {
      const answer = message as EstimationAnswer;
      if (answer.id !== request.id) return;
      if ("failure" in answer) {
        fail(new EstimationFailed(answer.failure));
      } else if ("done" in answer) {
        done = answer.done;
        clearTimeout(timer);
        timer = setTimeout(tooLong, fileLimitMs);
      } else if ("unrehearsed" in answer) {
        ({ unrehearsed } = answer);
        clearTimeout(timer);
        timer = setTimeout(rehearsingTooLong, rehearsalLimitMs);
      } else {
        settle();
        resolve(answer.estimates);
      }
    };
    const onError = (error: Error): void =>
      fail(new EstimationFailed("The process that reads migrations cannot be used", { cause: error }));
    const onExit = (code: number | null, signal: NodeJS.Signals | null): void =>
      fail(
        signal !== null || code === abortedCode
          ? new FileTooMuch(done, "reading it took too much memory")
          : new EstimationFailed(`The process that reads migrations ended with code ${code}`),
      );
    reader.on("message", onAnswer).on("error", onError).on("exit", onExit);
    reader.send(request, (error) => {
      if (error !== null) onError(error);
    });
  });
}

function reasonOf(error: Error): string {
  return error instanceof FileTooMuch
    ? error.reason.replace(/^reading it/, "it")
    : "the process that does it ended";
}

function inOrder(
  files: readonly MigrationFile[],
  estimates: readonly ReportMigration[],
  tooMuch: ReadonlyMap<string, string>,
): readonly ReportMigration[] {
  const byPath = new Map(estimates.map((estimate) => [estimate.path, estimate]));
  return files.flatMap(({ path }) => {
    const reason = tooMuch.get(path);
    return reason === undefined ? (byPath.get(path) ?? []) : [unreadableMigration(path, reason)];
  });
}
