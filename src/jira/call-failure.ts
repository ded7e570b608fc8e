import type { ProblemKind } from "../checker/fact.js";

/** What went wrong with one attempt, and what may be done about it. */
export interface CallFailure {
  readonly kind: Extract<ProblemKind, "jira-unavailable" | "jira-credentials" | "jira-refused">;
  /** Fit for a commit status. */
  readonly message: string;
  /** How often it makes sense to ask again at once. */
  readonly retries: "many" | "once" | "none";
  /** What Jira asked us to wait, in seconds. */
  readonly retryAfterSeconds: number | null;
  /** Whether a rejected credential can look like this, so that it has to be probed before anything is said. */
  readonly suspicious: boolean;
  readonly cause?: unknown;
}
