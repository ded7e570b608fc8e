import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import type { Failure } from "./failure.js";

/** GitHub did not answer, or not with what was asked for. `status` null: there was no answer at all. */
export class GitHubUnavailable extends SourceUnavailable {
  readonly status: number | null;
  /** GitHub's own words, shortened. */
  readonly reason: string;
  /** The primary or a secondary rate limit is used up. */
  readonly limited: boolean;

  constructor(failure: Failure, options: { readonly asApp: boolean; readonly cause: unknown }) {
    super(sentence(failure, options.asApp), {
      kind: "github-unavailable",
      retryAfterSeconds: failure.retryAfterSeconds === null ? null : Math.ceil(failure.retryAfterSeconds),
      retryable: failure.transient,
      cause: options.cause,
    });
    this.status = failure.status;
    this.reason = failure.reason;
    this.limited = failure.limited;
  }
}

/** Fit for a commit status: short, and says what to do where a person has to do something. */
function sentence({ status, reason, limited, transient }: Failure, asApp: boolean): string {
  if (status === null) return `${transient ? "Cannot reach GitHub" : "Cannot ask GitHub"}: ${reason}`;
  if (limited) return `Cannot reach GitHub: rate limit reached (${status})`;
  if (transient) return `Cannot reach GitHub: ${status}`;
  const why = reason === "" ? String(status) : `${status}, ${reason}`;
  // The tokens by which the app names itself live for minutes, on the host's clock.
  if (status === 401 && /'(?:Expiration time|Issued at)' claim/i.test(reason)) {
    return "GitHub does not accept the app's key (401): this server's clock is not right";
  }
  // GitHub does not find the App of an unknown APP_ID, and cannot read a token signed with another App's key.
  if (asApp && (status === 401 || (status === 404 && /integration not found/i.test(reason)))) {
    return `GitHub does not accept the app's key (${status}): check APP_ID and PRIVATE_KEY`;
  }
  if (status === 401 || status === 403) return `GitHub refuses access: ${why}`;
  return `GitHub cannot answer: ${why}`;
}
