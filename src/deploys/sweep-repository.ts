import type { Policy, Target } from "../policy/policy.js";
import type { ReadPolicy } from "./governing-policy.js";
import type { Parts } from "./parts.js";
import type { CommitGraph } from "./ports/mirror.js";
import type { Repository } from "./ports/repository.js";
import type { Deploy } from "./ports/store.js";
import { resolveProduction } from "./resolve-production.js";
import { refsToSync, type Synced } from "./sync-refs.js";
import { concernsDefaultBranch, targetsOfRef } from "./targets-of-ref.js";

const day = 24 * 60 * 60 * 1000;
/** A deploy branch that nobody pushed to for longer is not an open deploy (design, "open deploy"). */
const openFor = 30 * day;
/** A status that has been pending for longer was left behind by something that died. */
const pendingFor = 15 * 60 * 1000;

/**
 * Compares what the repository's branches are with what we judged last, and has everything looked at again that a
 * lost webhook, a crash, another policy or the passing of time left behind. Returns null: it never needs a retry.
 */
export async function sweepRepository(
  parts: Parts,
  repository: Repository,
  current: ReadPolicy,
): Promise<null> {
  const { mirror, store, queue, clock } = parts;
  const { policy, file } = current;
  const patterns = [...new Set(policy.targets.flatMap((target) => target.deploy))];
  const startedAt = clock.now();
  const production = refsToSync(policy, policy.targets, repository.defaultBranch, []);
  const synced = await mirror.sync(repository, { ...production, branchPatterns: patterns });
  const open = await store.openDeploys(repository.id);
  const stale = new Set<string>();

  for (const ref of await unjudgedBranches(parts, repository, policy, { ...synced, open, startedAt }))
    stale.add(ref);
  for (const deploy of open) {
    const target = policy.targets.find(({ name }) => name === deploy.target);
    const tip = synced.refs.find(({ ref }) => ref === deploy.ref)?.sha;
    const judgedByProductionsPolicy = concernsDefaultBranch(deploy.ref, repository.defaultBranch);
    const otherPolicy = !judgedByProductionsPolicy && deploy.policySha !== file.sha;
    const outdated = tip !== deploy.headSha || deploy.hasProblems || otherPolicy;
    if (
      target === undefined ||
      outdated ||
      (await productionOf(parts, repository, target, synced)) !== deploy.productionSha
    ) {
      stale.add(deploy.ref);
    }
  }
  // Both ask for it themselves: unless the process died in between, or what was to come at the expiry was lost.
  for (const ref of await store.refsWithNewDecisions(repository.id, clock.now())) stale.add(ref);
  const now = clock.now().getTime();
  for (const status of await store.pendingStatuses(repository.id)) {
    if (now - Date.parse(status.postedAt) > pendingFor) stale.add(status.ref);
  }
  await Promise.all([...stale].map((ref) => queue.request({ repositoryId: repository.id, ref })));
  return null;
}

interface FoundBranches extends Synced {
  readonly open: readonly Deploy[];
  /** When the fetch began. */
  readonly startedAt: Date;
}

/** GitHub tells a push's time in whole seconds: one that came while we fetched must not count as older than this. */
function beforeAnyPushSince(instant: Date): string {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000 - 1).toISOString();
}

/** Tips of deploy branches that no webhook told us of, or whose evaluation never came to an end. */
async function unjudgedBranches(
  parts: Parts,
  repository: Repository,
  policy: Policy,
  found: FoundBranches,
): Promise<readonly string[]> {
  const { store, clock } = parts;
  const { refs, graph, open } = found;
  const now = clock.now();
  const at = beforeAnyPushSince(found.startedAt);
  const unjudged: string[] = [];
  for (const { ref, sha } of refs) {
    const targets = targetsOfRef(policy, ref);
    if (targets.length === 0) continue;
    const known = await store.lastPush(repository.id, ref);
    const pushedAt = known === null ? await committedAt(graph, sha) : known.sha === sha ? known.at : at;
    if (known?.sha !== sha) await store.recordPush(repository.id, ref, { sha, at: pushedAt });
    if (now.getTime() - Date.parse(pushedAt) > openFor) continue;
    for (const target of targets) {
      const judged =
        open.some(
          (deploy) => deploy.target === target.name && deploy.ref === ref && deploy.headSha === sha,
        ) ||
        ((await store.report(repository.id, target.name, sha)) !== null &&
          (await hasShipped(parts, repository, target, sha, found)));
      if (!judged) unjudged.push(ref);
    }
  }
  return unjudged;
}

/** A judged head whose deploy is not open has shipped, or was closed while the app or the policy was away. */
async function hasShipped(
  parts: Parts,
  repository: Repository,
  target: Target,
  sha: string,
  synced: Synced,
): Promise<boolean> {
  const live = await productionOf(parts, repository, target, synced);
  if (live !== null && (await synced.graph.isAncestor(sha, live))) return true;
  const records = await parts.store.shippedRecords(repository.id, target.name);
  return records.some(({ headSha }) => headSha === sha);
}

/** When a tip was made: of a branch that we see for the first time, nobody tells when it was pushed. */
async function committedAt(graph: CommitGraph, tip: string): Promise<string> {
  const [, parent] = await graph.firstParentLine(tip, null, 2);
  const commits = await graph.log(tip, parent === undefined ? [] : [parent.sha]);
  return commits.find(({ sha }) => sha === tip)?.committedAt ?? new Date(0).toISOString();
}

async function productionOf(
  { codeHost, store }: Parts,
  repository: Repository,
  target: Target,
  { graph, refs }: Synced,
): Promise<string | null> {
  const heads = refs.filter(({ ref }) => ref.startsWith("refs/heads/")).map(({ sha }) => sha);
  const hosted = { repository, codeHost, store };
  return resolveProduction(target, hosted, graph, refs, heads).then(
    ({ sha }) => sha,
    () => null,
  );
}
