import { summariseTrouble } from "../checker/summary.js";
import type { Policy } from "../policy/policy.js";
import type { Parts } from "./parts.js";
import type { CheckRequest } from "./ports/check-queue.js";
import type { SourceUnavailable } from "./ports/unavailable.js";
import { targetsOfRef } from "./targets-of-ref.js";

export interface Outage {
  readonly reason: SourceUnavailable;
  /** When it was first met. */
  readonly since: Date;
  readonly retryAt: Date;
}

/**
 * Nothing could be told of a ref's newest head, because its policy or its commits cannot be read: says so on the
 * contexts of the policy that is known. Does not wait for the statuses: GitHub may be what is away.
 */
export async function reportOutage(
  { store, publisher, clock, logger }: Pick<Parts, "store" | "publisher" | "clock" | "logger">,
  { repositoryId, ref }: CheckRequest,
  policy: Policy,
  { reason, since, retryAt }: Outage,
): Promise<void> {
  const targets = targetsOfRef(policy, ref);
  if (targets.length === 0) return;
  const [repository, push] = await Promise.all([
    store.repository(repositoryId),
    store.lastPush(repositoryId, ref),
  ]);
  if (repository === null || push === null || push.sha === null) return;
  const { sha } = push;
  const problem = {
    kind: reason.kind,
    message: reason.message,
    since: since.toISOString(),
    retryAt: reason.retryable ? retryAt.toISOString() : null,
  };
  const description = summariseTrouble([], [problem], clock.now().toISOString());
  for (const { name: target } of targets) {
    publisher
      .publish({ repository, ref, sha, target, state: "error", description })
      .catch((error: unknown) => logger.warn({ err: error, sha }, "could not post that a source is away"));
  }
}
