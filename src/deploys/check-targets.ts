import type { Revision } from "../checker/snapshot.js";
import { compileGlobs } from "../policy/compile-globs.js";
import type { Target } from "../policy/policy.js";
import { checkDeploy } from "./check-deploy.js";
import { type PolicyReading, type ReadPolicy, readPolicyAtProduction } from "./governing-policy.js";
import type { Parts } from "./parts.js";
import type { RefRequest } from "./ports/mirror.js";
import type { Repository } from "./ports/repository.js";
import type { KnownPush } from "./ports/store.js";
import { dropPolicy, judgeInvalidPolicy } from "./report-invalid-policy.js";
import { resolveProduction } from "./resolve-production.js";
import { endForgottenStatuses, endSupersededStatuses } from "./superseded.js";
import { type EarlySync, finishSync, mergeRequests, refsToSync, type Synced } from "./sync-refs.js";
import { concernsDefaultBranch, targetsOfRef } from "./targets-of-ref.js";
import { lastPushes, whenGitCatchesUp } from "./when-git-catches-up.js";

export interface RefToCheck {
  readonly repository: Repository;
  /** The policy on the default branch (or the organisation's). */
  readonly current: ReadPolicy;
  /** The policy that governed last. */
  readonly before: ReadPolicy | null;
  /** The default branch has no policy any more: `current` is the one before, for as long as it is live. */
  readonly isRemoved: boolean;
  readonly ref: string;
  /** The last push of the ref that we had been told of before we began to fetch. */
  readonly push: KnownPush | null;
  readonly early: EarlySync | null;
  readonly superseded: () => Promise<boolean>;
}

interface SyncedRef extends RefToCheck, Synced {
  readonly head: string;
  readonly pushedAt: string;
}

/** Evaluates every target that the ref's tip is a deploy of. Returns when something must be tried again. */
export async function checkTargets(parts: Parts, check: RefToCheck): Promise<Date | null> {
  const { push } = check;
  const targets = concernedTargets(check);
  await closeForgottenTargets(parts, check, targets);
  if (targets.length === 0) return null;

  const pushed = push?.sha ?? null;
  if (pushed === null) return syncAndCheck(parts, check, targets);
  if (!check.isRemoved) beginPending(parts, check, targets, pushed);
  const underWay = targets.map((target) =>
    parts.progress.begin({ repositoryId: check.repository.id, target: target.name, head: pushed }),
  );
  for (const { tell } of underWay) tell({ step: "git" });
  try {
    return await syncAndCheck(parts, check, targets);
  } finally {
    for (const one of underWay) one.end();
  }
}

async function syncAndCheck(
  parts: Parts,
  check: RefToCheck,
  targets: readonly Target[],
): Promise<Date | null> {
  const { store, clock } = parts;
  const { repository, ref, push } = check;
  const waitedFor = new Set([ref, ...targets.flatMap(productionBranchOf)]);
  const [synced, pushes] = await Promise.all([
    finishSync(parts, repository, check.early, refsOfBoth(check, targets)),
    lastPushes(parts, repository, [...waitedFor]),
  ]);
  const catchesUpAt = await whenGitCatchesUp(parts, pushes, synced);
  if (catchesUpAt !== null) return catchesUpAt;
  const head = synced.refs.find((resolved) => resolved.ref === ref)?.sha;
  if (head === undefined) {
    await store.closeDeploys(repository.id, ref);
    await endSupersededStatuses(parts, repository, ref, await newerHead(parts, { ...check, head: null }));
    return null;
  }
  const pushedAt = push?.sha === head ? push.at : clock.now().toISOString();
  const syncedRef = { ...check, ...synced, head, pushedAt };
  if (await isRemovalLive(parts, syncedRef, targets)) return dropPolicy(parts, repository);
  const retries = await Promise.all(targets.map((target) => checkTarget(parts, syncedRef, target)));
  const times = retries.flatMap((retry) => (retry === null ? [] : [retry.getTime()]));
  return times.length === 0 ? null : new Date(Math.min(...times));
}

function productionBranchOf({ production }: Target): readonly string[] {
  return production.kind === "branch" ? [`refs/heads/${production.branch}`] : [];
}

/** Whether the policy that was taken from the default branch is in production of no target any more. */
async function isRemovalLive(parts: Parts, check: SyncedRef, targets: readonly Target[]): Promise<boolean> {
  const { isRemoved, repository, ref } = check;
  if (!isRemoved || !concernsDefaultBranch(ref, repository.defaultBranch)) return false;
  const guarded = targets.filter((target) => deploysDefaultBranch(target, repository));
  const live = await Promise.all(guarded.map((target) => livePolicy(parts, check, target)));
  return guarded.length > 0 && live.every((reading) => reading?.kind === "none");
}

/** Where the policy before may govern, what production was under it is needed too. */
function refsOfBoth(
  { repository, current, before, ref }: RefToCheck,
  targets: readonly Target[],
): RefRequest {
  const { defaultBranch } = repository;
  const now = refsToSync(current.policy, targets, defaultBranch, [ref]);
  if (before === null || !concernsDefaultBranch(ref, defaultBranch)) return now;
  return mergeRequests(
    now,
    refsToSync(before.policy, targetsOfRef(before.policy, ref), defaultBranch, [ref]),
  );
}

/** Where the default branch is deployed, a target that the pushed policy drops is still judged by the one before. */
function concernedTargets({ repository, current, before, ref }: RefToCheck): readonly Target[] {
  const now = targetsOfRef(current.policy, ref);
  if (before === null || !concernsDefaultBranch(ref, repository.defaultBranch)) return now;
  const names = new Set(now.map((target) => target.name));
  return [...now, ...targetsOfRef(before.policy, ref).filter((target) => !names.has(target.name))];
}

/** Targets that the policy no longer deploys from this ref have no open deploy there any more. */
async function closeForgottenTargets(
  parts: Parts,
  { repository, ref }: RefToCheck,
  targets: readonly Target[],
): Promise<void> {
  const { store } = parts;
  const names = new Set(targets.map((target) => target.name));
  const open = (await store.openDeploys(repository.id)).filter((deploy) => deploy.ref === ref);
  const forgotten = open.filter((deploy) => !names.has(deploy.target));
  await Promise.all(forgotten.map((deploy) => store.closeDeploys(repository.id, ref, deploy.target)));
  await endForgottenStatuses(parts, repository, ref, names);
}

/** Says "pending" before the fetch, which can take minutes the first time. */
function beginPending(
  { publisher, logger }: Parts,
  check: RefToCheck,
  targets: readonly Target[],
  sha: string,
): void {
  const { repository, ref } = check;
  for (const target of targets) {
    publisher
      .publish({
        repository,
        ref,
        sha,
        target: target.name,
        state: "pending",
        description: "Checking this deploy",
      })
      .catch((error: unknown) => logger.warn({ err: error, sha }, "could not post the pending status"));
  }
}

async function checkTarget(parts: Parts, check: SyncedRef, listed: Target): Promise<Date | null> {
  const { repository, ref, head, graph, pushedAt } = check;
  const governing = await governingPolicy(parts, check, listed);
  if (governing.kind === "invalid") {
    await judgeInvalidPolicy(parts, { repository, ref, head, pushedAt, target: listed.name }, governing);
    await endSupersededStatuses(parts, repository, ref, (await newerHead(parts, check)) ?? head);
    return null;
  }
  const target = governing.policy.targets.find(({ name }) => name === listed.name) ?? listed;
  const { retryAt } = await checkDeploy(parts, {
    repository,
    target,
    policyFile: governing.file,
    ref,
    head,
    graph,
    production: () => production(parts, check, target),
    pushedAt,
    supersededBy: () => newerHead(parts, check),
  });
  if (mayBeRemembered(check, listed)) await remember(parts, check, governing);
  return retryAt;
}

/**
 * The policy that judges a target. Where the default branch is deployed that is the file at the commit that is
 * live, and what is live is told by the policy that governed before: a push can neither relax its own rules nor
 * name itself production.
 */
async function governingPolicy(
  parts: Parts,
  check: SyncedRef,
  listed: Target,
): Promise<Exclude<PolicyReading, { kind: "none" }>> {
  const { repository, current, before, ref } = check;
  const valid = { kind: "valid", ...current } as const;
  if (!concernsDefaultBranch(ref, repository.defaultBranch) || !deploysDefaultBranch(listed, repository))
    return valid;
  const reading = await livePolicy(parts, check, listed);
  if (reading === null) return before === null ? valid : { kind: "valid", ...before };
  return reading.kind === "none" ? valid : reading;
}

/** The file at the commit that is live, by what the policy before calls production; null where that is not known. */
async function livePolicy(parts: Parts, check: SyncedRef, listed: Target): Promise<PolicyReading | null> {
  const { repository, before } = check;
  const trusted = before?.policy.targets.find(({ name }) => name === listed.name) ?? listed;
  const live = await production(parts, check, trusted).catch(() => null);
  return live === null ? null : readPolicyAtProduction(parts.codeHost, repository, live.sha);
}

/**
 * Whether what judged a target may be the policy before of the next push. Where the default branch is deployed, only
 * what one of its known targets has live: the file at the tip, or at a production that a pushed target names for
 * itself, would put a push in charge of the one after it.
 */
function mayBeRemembered({ repository, before, ref }: RefToCheck, listed: Target): boolean {
  const guarded = (before?.policy.targets ?? []).filter((target) => deploysDefaultBranch(target, repository));
  if (guarded.length === 0) return true;
  const isKnown = guarded.some(({ name }) => name === listed.name);
  return isKnown && concernsDefaultBranch(ref, repository.defaultBranch);
}

function deploysDefaultBranch(target: Target, { defaultBranch }: Repository): boolean {
  return compileGlobs(target.deploy)(defaultBranch);
}

async function production(parts: Parts, check: SyncedRef, target: Target): Promise<Revision> {
  const { codeHost, store } = parts;
  const { repository, current, before, ref, graph, refs } = check;
  const believed = concernsDefaultBranch(ref, repository.defaultBranch) ? (before ?? current) : current;
  const branches = new Set([
    repository.defaultBranch,
    ...believed.policy.targets.flatMap((one) =>
      one.production.kind === "branch" ? [one.production.branch] : [],
    ),
  ]);
  const isDeploy = compileGlobs(target.deploy);
  const trusted = refs.filter(({ ref: name }) => {
    const branch = name.replace(/^refs\/heads\//, "");
    return name.startsWith("refs/heads/") && (branches.has(branch) || isDeploy(branch));
  });
  const tips = [...new Set(trusted.map(({ sha }) => sha))];
  return resolveProduction(target, { repository, codeHost, store }, graph, refs, tips);
}

/** What was pushed since we fetched, as far as it waits to be judged: its status is pending already, and rightly so. */
async function newerHead(
  { store }: Parts,
  {
    repository,
    ref,
    push: before,
    head,
    superseded,
  }: Pick<SyncedRef, "repository" | "ref" | "push" | "superseded"> & { readonly head: string | null },
): Promise<string | null> {
  if (!(await superseded())) return null;
  const push = await store.lastPush(repository.id, ref);
  const isNews = push !== null && (push.sha !== before?.sha || push.at !== before.at);
  return isNews && push.sha !== head ? push.sha : null;
}

async function remember(
  { store }: Parts,
  { repository, before }: SyncedRef,
  governing: ReadPolicy,
): Promise<void> {
  const { file } = governing;
  if (before?.file.sha === file.sha) return;
  await store.saveGoverningPolicy(repository.id, { ref: file.ref, sha: file.sha, text: file.text });
  await store.savePolicyMistakes(repository.id, null);
}
