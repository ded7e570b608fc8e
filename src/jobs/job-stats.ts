import type { PgBoss } from "pg-boss";
import { z } from "zod";
import { deadLetterQueue, queueNames, type QueueName } from "./job-queues.js";

export interface QueueCounts {
  /** Due or not yet due, first attempts and retries. */
  readonly waiting: number;
  readonly active: number;
  /** Failed for good: kept as dead letters. */
  readonly failed: number;
}

export type JobStats = Readonly<Record<QueueName, QueueCounts>>;

const rowSchema = z.object({
  queue: z.string(),
  waiting: z.coerce.number(),
  active: z.coerce.number(),
  failed: z.coerce.number(),
});

/** Counts every queue's jobs in the database. */
export async function readJobStats(boss: PgBoss): Promise<JobStats> {
  const { rows } = await boss.getDb().executeSql(
    `select coalesce(source_name, name) as queue,
       count(*) filter (where state in ('created', 'retry') and name <> $1) as waiting,
       count(*) filter (where state = 'active' and name <> $1) as active,
       count(*) filter (where name = $1) as failed
     from pgboss.job
     where state in ('created', 'retry', 'active') and (name = any($2) or name = $1)
     group by 1`,
    [deadLetterQueue, [...queueNames]],
  );
  const counts = z.array(rowSchema).parse(rows);
  const entries = queueNames.map((queue): [QueueName, QueueCounts] => {
    const { waiting = 0, active = 0, failed = 0 } = counts.find((row) => row.queue === queue) ?? {};
    return [queue, { waiting, active, failed }];
  });
  return Object.fromEntries(entries) as JobStats;
}
