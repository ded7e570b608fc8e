import { deployTargets, productionTargets } from "../policy/match-target.js";
import type { Policy, Target } from "../policy/policy.js";
import { checkTargets } from "./check-targets.js";
import { type ReadPolicy, readPolicy } from "./governing-policy.js";
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
      const now = parts.clock.now();
      const since = outages.get(key) ?? now;
      outages.set(key, since);
      if (!(error instanceof SourceUnavailable)) {
        // The queue tries again; until then nobody is left with a status that stays pending.
        await reportCrash(parts, request, known, { error, since });
        throw error;
      }
      const soon = nextAttempt(since, now, error.retryAfterSeconds, parts.random());
      const isLasting = !error.retryable && now.getTime() - since.getTime() > mendsItselfWithin;
      const retryAt = isLasting ? new Date(now.getTime() + patientRetry) : soon;
      parts.logger.warn(
        { ...request, reason: error.message, since, retryAt },
        "could not check; will try again",
      );
      await parts.queue.requestAt(request, retryAt);
      if (known.policy !== null)
        await reportOutage(parts, request, known.policy, { reason: error, since, retryAt });
    }
  };
}

/** A commit that was just pushed may be unknown to a part of GitHub for a moment, which says "not found". */
const mendsItselfWithin = 60_000;
/** What only a person can mend is asked for again this often: nothing else may ever say that it was mended. */
const patientRetry = 5 * 60_000;

/** Says of a ref's newest head that it could not be judged for a reason that is ours. */
async function reportCrash(
  parts: Parts,
  request: CheckRequest,
  { policy }: KnownPolicy,
  { error, since }: { readonly error: unknown; readonly since: Date },
): Promise<void> {
  if (policy === null) return;
  const reason = new SourceUnavailable("Could not be checked: internal error, see the service's log", {
    kind: "internal",
    cause: error,
  });
  await reportOutage(parts, request, policy, { reason, since, retryAt: since }).catch((failure: unknown) =>
    parts.logger.warn({ err: failure, ...request }, "could not report that a check failed"),
  );
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
  const [repository, last, push] = await Promise.all([
    recentlyKnownRepository(parts, request.repositoryId),
    store.governingPolicy(request.repositoryId),
    store.lastPush(request.repositoryId, ref),
  ]);
  if (repository === null) return null;
  const before = lastPolicy(last);
  known.policy = before?.policy ?? null;
  const early = before === null ? null : startSync(parts, repository, before.policy, ref);

  const reading = await readPolicy(codeHost, repository);
  const version = reading.kind === "none" ? "" : (reading.file.sha ?? reading.kind);
  if (policyMayHaveChanged(seenPolicies, repository, ref, version)) {
    await parts.queue.request({ repositoryId: repository.id, ref: wholeRepository });
  }
  // A push to a deploy branch must not take away what judges it: that is for production's file to say.
  const isRemoved =
    reading.kind === "none" &&
    before !== null &&
    deployTargets(before.policy, repository.defaultBranch).length > 0;
  if (reading.kind === "none" && !isRemoved) return dropPolicy(parts, repository);
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
  const moved = targetsWithProduction([current, before], ref);
  await Promise.all(moved.map((target) => productionMoved(parts, repository, target, ref)));
  const { superseded } = options;
  return checkTargets(parts, { repository, current, before, isRemoved, ref, push, early, superseded });
}

/**
 * Whether a push to the default branch brought another policy than the last push or sweep saw. Other refs do not
 * count: one that is looked at in between must not make the change old news.
 */
function policyMayHaveChanged(
  seen: Map<number, string>,
  repository: Repository,
  ref: string,
  version: string,
): boolean {
  const isPush = ref === `refs/heads/${repository.defaultBranch}`;
  if (!isPush && ref !== wholeRepository) return false;
  const same = seen.get(repository.id) === version;
  seen.set(repository.id, version);
  return isPush && !same;
}

/**
 * The targets whose production a ref is. Also by the policy before: where the default branch is deployed, that says
 * what is live for as long as another one has not shipped.
 */
function targetsWithProduction(policies: readonly (ReadPolicy | null)[], ref: string): readonly Target[] {
  const targets = policies.flatMap((read) =>
    read === null ? [] : (productionRefs(read.policy, ref) ?? productionTargets(read.policy, ref)),
  );
  return [...new Map(targets.map((target) => [target.name, target])).values()];
}
