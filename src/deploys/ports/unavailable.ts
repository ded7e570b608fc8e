import type { ProblemKind } from "../../checker/fact.js";

export interface SourceUnavailableOptions {
  readonly kind: ProblemKind;
  /** Seconds that the source asked us to wait; null where it did not say. */
  readonly retryAfterSeconds?: number | null;
  /** False where trying again cannot help before a person changes something. */
  readonly retryable?: boolean;
  readonly cause?: unknown;
}

/**
 * A source of facts cannot be read at the moment, or not with what it was given. The message is one
 * sentence without a final stop, fit for a commit status: "Cannot reach Jira: 503".
 * Thrown by adapters; use cases turn it into an unavailable fact, never into success.
 */
export class SourceUnavailable extends Error {
  override readonly name = "SourceUnavailable";
  readonly kind: ProblemKind;
  readonly retryAfterSeconds: number | null;
  readonly retryable: boolean;

  constructor(message: string, options: SourceUnavailableOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.retryable = options.retryable ?? true;
  }
}
