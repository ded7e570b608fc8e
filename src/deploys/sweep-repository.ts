import type { Policy } from "../policy/policy.js";
import type { ReadPolicy } from "./governing-policy.js";
import type { Parts } from "./parts.js";
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
  const { mirror, store, queue } = parts;
  const { policy, file } = current;
  const patterns = [...new Set(policy.targets.flatMap((target) => target.deploy))];
  const production = refsToSync(policy, policy.targets, repository.defaultBranch, []);
  const synced = await mirror.sync(repository, { ...production, branchPatterns: patterns });
  const open = await store.openDeploys(repository.id);
  const stale = new Set<string>();

  for (const ref of await unjudgedBranches(parts, repository, policy, synced, open)) stale.add(ref);
  for (const deploy of open) {
    const target = policy.targets.find(({ name }) => name === deploy.target);
    const tip = synced.refs.find(({ ref }) => ref === deploy.ref)?.sha;
    const judgedByProductionsPolicy = concernsDefaultBranch(deploy.ref, repository.defaultBranch);
    const otherPolicy = !judgedByProductionsPolicy && deploy.policySha !== file.sha;
    const outdated = target === undefined || tip !== deploy.headSha || deploy.hasProblems || otherPolicy;
    if (
      outdated ||
      (await productionOf(parts, repository, policy, deploy, synced)) !== deploy.productionSha
    ) {
      stale.add(deploy.ref);
    }
  }
  const now = parts.clock.now().getTime();
  for (const status of await store.pendingStatuses(repository.id)) {
    if (now - Date.parse(status.postedAt) > pendingFor) stale.add(status.ref);
  }
  await Promise.all([...stale].map((ref) => queue.request({ repositoryId: repository.id, ref })));
  return null;
}

/** Tips of deploy branches that no webhook told us of, or whose evaluation never came to an end. */
async function unjudgedBranches(
  { store, clock }: Parts,
  repository: Repository,
  policy: Policy,
  { refs }: Synced,
  open: readonly Deploy[],
): Promise<readonly string[]> {
  const now = clock.now();
  const found: string[] = [];
  for (const { ref, sha, createdAt } of refs) {
    const targets = targetsOfRef(policy, ref);
    if (targets.length === 0) continue;
    const known = await store.lastPush(repository.id, ref);
    const pushedAt = known?.sha === sha ? known.at : (createdAt ?? now.toISOString());
    if (known?.sha !== sha) await store.recordPush(repository.id, ref, { sha, at: pushedAt });
    if (now.getTime() - Date.parse(pushedAt) > openFor) continue;
    for (const { name } of targets) {
      const judged =
        open.some((deploy) => deploy.target === name && deploy.ref === ref && deploy.headSha === sha) ||
        (await store.report(repository.id, name, sha)) !== null;
      if (!judged) found.push(ref);
    }
  }
  return found;
}

async function productionOf(
  { codeHost, store }: Parts,
  repository: Repository,
  policy: Policy,
  deploy: Deploy,
  { graph, refs }: Synced,
): Promise<string | null> {
  const target = policy.targets.find(({ name }) => name === deploy.target);
  if (target === undefined) return null;
  const heads = refs.filter(({ ref }) => ref.startsWith("refs/heads/")).map(({ sha }) => sha);
  const hosted = { repository, codeHost, store };
  return resolveProduction(target, hosted, graph, refs, heads).then(
    ({ sha }) => sha,
    () => null,
  );
}
