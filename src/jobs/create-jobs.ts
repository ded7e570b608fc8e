import { PgBoss } from "pg-boss";
import { z } from "zod";
import type { Logger } from "../deploys/parts.js";
import type { CheckQueue } from "../deploys/ports/check-queue.js";
import { checkRequestSchema, createCheckRequests } from "./check-requests.js";
import type { JobContext, JobHandlers } from "./job-handlers.js";
import { deadLetterQueue, queueNames, queues, retryOptions, type QueueName } from "./job-queues.js";
import { startJobRunner, type JobRunner } from "./job-runner.js";
import { readJobStats, type JobStats } from "./job-stats.js";
import { queueDatabase, type JobsDatabase } from "./jobs-database.js";
import { recoverOrphans } from "./recover-orphans.js";

export interface Jobs {
  /** Takes requests as soon as this object is there, whether or not work has started. */
  readonly queue: CheckQueue;
  /** Begins to work, and sends the jobs that come by themselves. To be called once. */
  start(handlers: JobHandlers): Promise<void>;
  /** Lets running jobs end, for `graceMs` (default 20 s); what does not end is done again at the next start. */
  stop(graceMs?: number): Promise<void>;
  stats(): Promise<JobStats>;
}

export interface JobsOptions {
  readonly database: JobsDatabase;
  readonly logger: Logger;
}

const defaultGraceMs = 20_000;
/** Longer than any job may run: only a job whose process has died gets that old. */
const expireInSeconds = 3_600;
const daySeconds = 86_400;

/** Opens the durable queue: a job that was accepted is done at least once, whatever happens to the process. */
export async function createJobs({ database, logger }: JobsOptions): Promise<Jobs> {
  const { boss: bossOptions, heartbeatSeconds } = queueDatabase(database);
  const boss = new PgBoss(bossOptions);
  boss.on("error", (error) => logger.error({ err: error }, "the job queue has a problem"));
  boss.on("warning", ({ message, data }) => logger.warn({ data }, message));
  await boss.start();
  await createQueues(boss, heartbeatSeconds);

  const runners = new Map<QueueName, JobRunner>();
  const queue = createCheckRequests(boss, () => runners.get("check-ref")?.wake());

  return {
    queue,
    async start(handlers) {
      if (database.kind === "embedded") {
        const orphans = await recoverOrphans(boss);
        if (orphans > 0) logger.warn({ orphans }, "doing again what a process that died was doing");
      }
      await sendByThemselves(boss);
      const work = <Data>(
        name: QueueName,
        schema: z.ZodType<Data>,
        handle: (data: Data, context: JobContext) => Promise<void>,
      ): void => {
        const definition = queues[name];
        const runner = startJobRunner({
          boss,
          queue: name,
          definition,
          heartbeatSeconds,
          schema,
          handle,
          logger,
        });
        runners.set(name, runner);
      };
      work("check-ref", checkRequestSchema, handlers.checkRef);
      work("check-ref-later", checkRequestSchema, (check) => queue.request(check));
      work("sweep", z.unknown(), (_data, context) => handlers.sweep(context));
      work("redeliver", z.unknown(), (_data, context) => handlers.redeliver(context));
      work("housekeep", z.unknown(), (_data, context) => handlers.housekeep(context));
    },
    async stop(graceMs = defaultGraceMs) {
      await Promise.all([...runners.values()].map((runner) => runner.stop(graceMs)));
      await boss.stop({ graceful: true, timeout: 2_000 });
    },
    stats: () => readJobStats(boss),
  };
}

async function createQueues(boss: PgBoss, heartbeatSeconds: number | null): Promise<void> {
  await boss.createQueue(deadLetterQueue);
  await boss.updateQueue(deadLetterQueue, { retentionSeconds: 30 * daySeconds });
  for (const name of queueNames) {
    await boss.createQueue(name, { policy: queues[name].policy });
    // By itself `createQueue` leaves a queue as the version of the app that made it wanted it.
    await boss.updateQueue(name, {
      ...retryOptions,
      deadLetter: deadLetterQueue,
      expireInSeconds,
      // A request waits as long as it must: GitHub may be away for days.
      retentionSeconds: 30 * daySeconds,
      deleteAfterSeconds: 600,
      heartbeatSeconds,
    });
  }
}

async function sendByThemselves(boss: PgBoss): Promise<void> {
  for (const name of queueNames) {
    const { cron } = queues[name];
    if (cron === undefined) continue;
    await boss.schedule(name, cron);
    await boss.send(name);
  }
}
