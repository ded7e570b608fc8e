import type { JobWithMetadata, PgBoss } from "pg-boss";
import type { z } from "zod";
import type { Logger } from "../deploys/parts.js";
import type { JobContext } from "./job-handlers.js";
import type { QueueDefinition } from "./job-queues.js";
import { JobTimeout, runBounded } from "./run-bounded.js";

export interface JobRunner {
  /** Looks for jobs now rather than at the next poll. */
  wake(): void;
  /** Takes no more jobs; those that run are told to stop after the grace period. Resolves when none runs. */
  stop(graceMs: number): Promise<void>;
}

export interface JobRunnerOptions<Data> {
  readonly boss: PgBoss;
  readonly queue: string;
  readonly definition: QueueDefinition;
  readonly heartbeatSeconds: number | null;
  readonly schema: z.ZodType<Data>;
  readonly handle: (data: Data, context: JobContext) => Promise<void>;
  readonly logger: Logger;
}

type QueuedJob = JobWithMetadata;

interface Run {
  readonly jobs: readonly QueuedJob[];
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

/** Three signs of life can get lost before a job is taken for dead. */
const heartbeatsPerLimit = 4;

/**
 * Works off one queue. Jobs under one key never run at the same time: while one runs, those that wait under its key
 * are left in the database, where they collapse and survive. (pg-boss's own workers would fetch one job a poll, or
 * wait for a whole batch, or wake all workers for every job.)
 */
export function startJobRunner<Data>(options: JobRunnerOptions<Data>): JobRunner {
  const { boss, queue, definition, logger } = options;
  const running = new Map<string, Run>();
  const state = { stopped: false, fetching: false, again: false };
  let fetched: Promise<void> = Promise.resolve();

  const wake = (): void => {
    state.again = true;
    if (!state.fetching) fetched = fetchAll();
  };

  const fetchAll = async (): Promise<void> => {
    state.fetching = true;
    try {
      while (state.again) {
        state.again = false;
        await fetchSome();
      }
    } catch (error) {
      logger.error({ err: error, queue }, "cannot read the job queue; will try again");
    } finally {
      state.fetching = false;
    }
  };

  const fetchSome = async (): Promise<void> => {
    const free = definition.concurrency - running.size;
    if (free <= 0 || state.stopped) return;
    const jobs: readonly QueuedJob[] = await boss.fetch(queue, {
      batchSize: free,
      includeMetadata: true,
      ignoreGroups: [...running.keys()],
    });
    const byKey = Map.groupBy(jobs, (job) => job.groupId ?? queue);
    for (const [key, sameThing] of byKey) start(key, sameThing);
  };

  const start = (key: string, jobs: readonly QueuedJob[]): void => {
    const abort = new AbortController();
    const done = run(options, key, jobs, abort).finally(() => {
      running.delete(key);
      wake();
    });
    running.set(key, { jobs, abort, done });
  };

  const poll = setInterval(wake, definition.pollMs);
  const beat =
    options.heartbeatSeconds === null
      ? null
      : setInterval(
          () => {
            const attempts = [...running.values()].flatMap(({ jobs }) => jobs);
            if (attempts.length === 0) return;
            boss.touch(queue, attempts).catch((error: unknown) => {
              logger.warn({ err: error, queue }, "cannot show a sign of life for running jobs");
            });
          },
          (options.heartbeatSeconds * 1_000) / heartbeatsPerLimit,
        );
  wake();

  return {
    wake,
    async stop(graceMs) {
      state.stopped = true;
      clearInterval(poll);
      const deadline = setTimeout(() => {
        for (const { abort } of running.values()) abort.abort(new Error("The process is stopping"));
      }, graceMs);
      await fetched;
      await Promise.all([...running.values()].map(({ done }) => done));
      clearTimeout(deadline);
      if (beat !== null) clearInterval(beat);
    },
  };
}

/** Does what one or more jobs of the same key ask for, once, and settles them all. Never rejects. */
async function run<Data>(
  { boss, queue, definition, schema, handle, logger }: JobRunnerOptions<Data>,
  key: string,
  jobs: readonly QueuedJob[],
  abort: AbortController,
): Promise<void> {
  const superseded = async (): Promise<boolean> => {
    const waiting = await boss.findJobs(queue, { key, queued: true });
    return waiting.some(({ state }) => state === "created");
  };
  const attempts = jobs.map(({ id, retryCount }) => ({ id, retryCount }));
  try {
    const data = schema.parse(jobs[0]?.data);
    await runBounded(() => handle(data, { signal: abort.signal, superseded }), abort, definition.timeoutMs);
    await boss.complete(queue, attempts);
  } catch (error) {
    const last = jobs.every(({ retryCount, retryLimit }) => retryCount >= retryLimit);
    const timedOut = error instanceof JobTimeout;
    logger.error(
      { err: error, queue, key, attempt: (jobs[0]?.retryCount ?? 0) + 1, timedOut },
      last ? "job failed for good; it is kept as a dead letter" : "job failed; it will be tried again",
    );
    const reason = error instanceof Error ? error.message : String(error);
    await boss.fail(queue, attempts, { message: reason }).catch((failure: unknown) => {
      logger.error({ err: failure, queue, key }, "cannot record that a job failed; it will be tried again");
    });
  }
}
