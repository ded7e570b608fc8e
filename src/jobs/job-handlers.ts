import type { CheckRequest } from "../deploys/ports/check-queue.js";

export interface JobContext {
  /** Aborted when the job runs too long or the process has to stop. */
  readonly signal: AbortSignal;
  /** Whether the same thing was asked for again since this job began: then it will be done once more. */
  readonly superseded: () => Promise<boolean>;
}

/** What to do for each kind of job. One that rejects is tried again later. Never two at once for one ref. */
export interface JobHandlers {
  readonly checkRef: (request: CheckRequest, context: JobContext) => Promise<void>;
  /** Looks for what lost webhooks and crashes left behind; every 5 minutes and at the start. */
  readonly sweep: (context: JobContext) => Promise<void>;
  /** Asks for the webhook deliveries that failed; every 10 minutes and at the start. */
  readonly redeliver: (context: JobContext) => Promise<void>;
  /** Drops what is past its time; once a day and at the start. */
  readonly housekeep: (context: JobContext) => Promise<void>;
}
