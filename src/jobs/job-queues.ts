import type { QueueOptions, QueuePolicy } from "pg-boss";

/** Every queue by what its jobs do. The names are in the database: they are not renamed. */
export const queueNames = ["check-ref", "check-ref-later", "sweep", "redeliver", "housekeep"] as const;

export type QueueName = (typeof queueNames)[number];

/** Takes what failed for good, so that a person can look at it. */
export const deadLetterQueue = "dead-letter";

export interface QueueDefinition {
  /**
   * `short`: what waits under one key collapses into one job, while another may run already.
   * `exclusive`: nothing waits while one runs.
   */
  readonly policy: Extract<QueuePolicy, "short" | "exclusive">;
  /** Jobs that run at once. */
  readonly concurrency: number;
  /** How often we look for jobs that came due or that another process left; our own sends wake us at once. */
  readonly pollMs: number;
  /** A job that runs longer is told to stop. */
  readonly timeoutMs: number;
  /** For jobs that come by themselves: when (cron, UTC). They also run once at the start. */
  readonly cron?: string;
}

const minute = 60_000;

export const queues: Readonly<Record<QueueName, QueueDefinition>> = {
  "check-ref": { policy: "short", concurrency: 4, pollMs: 1_000, timeoutMs: 15 * minute },
  "check-ref-later": { policy: "short", concurrency: 20, pollMs: 1_000, timeoutMs: minute },
  sweep: {
    policy: "exclusive",
    concurrency: 1,
    pollMs: 5_000,
    timeoutMs: 10 * minute,
    cron: "*/5 * * * *",
  },
  redeliver: {
    policy: "exclusive",
    concurrency: 1,
    pollMs: 5_000,
    timeoutMs: 10 * minute,
    cron: "*/10 * * * *",
  },
  housekeep: {
    policy: "exclusive",
    concurrency: 1,
    pollMs: 5_000,
    timeoutMs: 10 * minute,
    cron: "17 3 * * *",
  },
};

/** A failed job is tried again after 2, 4, 8 ... seconds, at most 5 minutes apart: for about 20 minutes in all. */
export const retryOptions = {
  retryLimit: 10,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 300,
} as const satisfies QueueOptions;
