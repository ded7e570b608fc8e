import { productionTargets } from "../policy/match-target.js";
import type { Policy } from "../policy/policy.js";
import { checkTargets } from "./check-targets.js";
import { readPolicy } from "./governing-policy.js";
import { recentlyKnownRepository } from "./known-repository.js";
import { lastPolicy } from "./last-policy.js";
import type { Parts } from "./parts.js";
import type { CheckRequest } from "./ports/check-queue.js";
import type { Repository } from "./ports/repository.js";
import { SourceUnavailable } from "./ports/unavailable.js";
import { productionMoved } from "./production-moved.js";
import { dropPolicy, reportInvalidPolicy } from "./report-invalid-policy.js";
import { reportOutage } from "./report-outage.js";
import { nextAttempt } from "./retry-schedule.js";
import { startSync } from "./sync-refs.js";
import { sweepRepository } from "./sweep-repository.js";
import { concernsDefaultBranch, targetsOfRef } from "./targets-of-ref.js";
import { productionRefs, wholeRepository } from "./watched-refs.js";

export interface CheckRefOptions {
  /** Whether another request for the same ref waits already. */
  readonly superseded: () => Promise<boolean>;
}

/**
 * Does all that follows from "look at this ref again": evaluates the deploys whose head it is, marks what shipped
 * and re-evaluates what is open where it is production, and follows a change of the policy. What cannot be
 * reached is tried again later, by itself, for as long as it takes.
 */
export type CheckRef = (request: CheckRequest, options: CheckRefOptions) => Promise<void>;

export function createCheckRef(parts: Parts): CheckRef {
  const outages = new Map<string, Date>();
  const seenPolicies = new Map<number, string>();

  return async (request, options) => {
    const key = `${request.repositoryId} ${request.ref}`;
    const known: KnownPolicy = { policy: null };
    try {
      const retryAt = await checkRef(parts, seenPolicies, known, request, options);
      outages.delete(key);
      if (retryAt !== null) await parts.queue.requestAt(request, retryAt);
    } catch (error) {
      if (!(error instanceof SourceUnavailable)) throw error;
      const now = parts.clock.now();
      const since = outages.get(key) ?? now;
      outages.set(key, since);
      const retryAt = nextAttempt(since, now, error.retryAfterSeconds, parts.random());
      parts.logger.warn(
        { ...request, reason: error.message, since, retryAt },
        "could not check; will try again",
      );
      // What only a person can mend is looked at again by the sweep.
      if (error.retryable) await parts.queue.requestAt(request, retryAt);
      if (known.policy !== null)
        await reportOutage(parts, request, known.policy, { reason: error, since, retryAt });
    }
  };
}

/** The newest policy that a check has come to know, for whatever cuts it short. */
interface KnownPolicy {
  policy: Policy | null;
}

async function checkRef(
  parts: Parts,
  seenPolicies: Map<number, string>,
  known: KnownPolicy,
  request: CheckRequest,
  options: CheckRefOptions,
): Promise<Date | null> {
  const { store, codeHost } = parts;
  const { ref } = request;
  const [repository, last] = await Promise.all([
    recentlyKnownRepository(parts, request.repositoryId),
    store.governingPolicy(request.repositoryId),
  ]);
  if (repository === null) return null;
  const before = lastPolicy(last);
  known.policy = before?.policy ?? null;
  const early = before === null ? null : startSync(parts, repository, before.policy, ref);

  const reading = await readPolicy(codeHost, repository);
  if (policyMayHaveChanged(seenPolicies, repository, ref, reading.kind === "none" ? "" : reading.file.sha)) {
    await parts.queue.request({ repositoryId: repository.id, ref: wholeRepository });
  }
  if (reading.kind === "none") return dropPolicy(parts, repository);
  const judgesItself =
    before !== null &&
    concernsDefaultBranch(ref, repository.defaultBranch) &&
    targetsOfRef(before.policy, ref).length > 0;
  if (reading.kind === "invalid" && !judgesItself)
    return reportInvalidPolicy(parts, repository, ref, reading, before);
  const current = reading.kind === "valid" ? reading : before;
  if (current === null) return null;
  known.policy = current.policy;

  if (ref === wholeRepository) return sweepRepository(parts, repository, current);
  const moved = productionRefs(current.policy, ref) ?? productionTargets(current.policy, ref);
  await Promise.all(moved.map((target) => productionMoved(parts, repository, target, ref)));
  return checkTargets(parts, { repository, current, before, ref, early, superseded: options.superseded });
}

/**
 * Whether a push to the default branch brought another policy than the last push or sweep saw. Other refs do not
 * count: one that is looked at in between must not make the change old news.
 */
function policyMayHaveChanged(
  seen: Map<number, string>,
  repository: Repository,
  ref: string,
  sha: string,
): boolean {
  const isPush = ref === `refs/heads/${repository.defaultBranch}`;
  if (!isPush && ref !== wholeRepository) return false;
  const same = seen.get(repository.id) === sha;
  seen.set(repository.id, sha);
  return isPush && !same;
}
