import type { CodeHost } from "./deploys/ports/code-host.js";
import type { Store } from "./deploys/ports/store.js";
import { GitHubUnavailable } from "./github/github-unavailable.js";

export interface Readiness {
  /** Asks GitHub whether it accepts the App's key. Resolves once that is known, or GitHub cannot be reached. */
  readonly ask: () => Promise<void>;
  /** Rejects with the reason why the service cannot do its work. */
  readonly check: () => Promise<void>;
}

/** How often (ms) GitHub is asked again about a key that it did not accept: its owner may have added it there. */
const askAgainAfter = 60_000;

/**
 * The service is ready when the database answers and GitHub accepts the App's key. A GitHub that is away is no reason
 * against it: the deploys say so themselves, and webhooks are to be taken.
 */
export function createReadiness({
  store,
  codeHost,
  now,
}: {
  readonly store: Pick<Store, "ping">;
  readonly codeHost: Pick<CodeHost, "ownLogin">;
  /** Milliseconds. */
  readonly now: () => number;
}): Readiness {
  let refusal: Error | null = new Error("GitHub has not said yet whether it accepts the App's key");
  let asked: { readonly at: number; readonly answer: Promise<void> } | null = null;

  const ask = (): Promise<void> => {
    if (asked === null || now() - asked.at >= askAgainAfter) {
      const answer = codeHost.ownLogin().then(
        () => void (refusal = null),
        (error: unknown) => void (refusal = isRefusal(error) ? error : null),
      );
      asked = { at: now(), answer };
    }
    return asked.answer;
  };

  return {
    ask,
    async check() {
      await store.ping();
      if (refusal === null) return;
      void ask();
      throw refusal;
    },
  };
}

/** What only the operator can mend: a wrong key, a wrong App. */
function isRefusal(error: unknown): error is GitHubUnavailable {
  return error instanceof GitHubUnavailable && !error.retryable;
}
