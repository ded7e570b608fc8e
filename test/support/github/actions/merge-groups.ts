import { mergeCommit } from "../git/merge-buttons.js";
import { simpleCommit } from "../json/commit.js";
import type { Json } from "../json/json.js";
import type { Site } from "../site.js";
import { emitRepositoryEvent } from "../webhooks/emit.js";
import { noticeRefs } from "../webhooks/notice-refs.js";
import type { Account, MergeGroup, PullRequest, Repository } from "../world/entities.js";
import { closePullRequest } from "./follow-pull-requests.js";
import { identityOf } from "./pull-requests.js";

/** Queues a pull request: a real merge on a branch of the queue, for which the app's status is waited. */
export async function createMergeGroup(
  site: Site,
  repository: Repository,
  pull: PullRequest,
  actor: Account,
): Promise<MergeGroup> {
  const base = repository.refs.get(`refs/heads/${pull.baseBranch}`)?.sha;
  if (base === undefined) throw new Error(`there is no branch ${pull.baseBranch}`);
  // A later entry of the queue builds on the one before it.
  const baseSha =
    repository.mergeGroups.findLast((group) => group.baseRef.endsWith(`/${pull.baseBranch}`))?.headSha ??
    base;
  const headSha = await mergeCommit(repository.git, {
    base: baseSha,
    head: pull.headSha,
    message: `Merge pull request #${pull.number} from ${repository.owner.login}/${pull.headBranch}\n\n${pull.title}`,
    by: identityOf(actor),
  });
  const group: MergeGroup = {
    headRef: `refs/heads/gh-readonly-queue/${pull.baseBranch}/pr-${pull.number}-${baseSha}`,
    headSha,
    baseRef: `refs/heads/${pull.baseBranch}`,
    baseSha,
    pullRequest: pull.number,
  };
  repository.mergeGroups.push(group);
  await repository.git.updateRef(group.headRef, headSha);
  await noticeRefs(site, repository, actor);
  await emitGroup(site, repository, group, actor, { action: "checks_requested" });
  return group;
}

/** Takes a group off the queue: merged (its commit becomes the base branch's tip), invalidated or dequeued. */
export async function finishMergeGroup(
  site: Site,
  repository: Repository,
  group: MergeGroup,
  actor: Account,
  reason: "merged" | "invalidated" | "dequeued",
): Promise<void> {
  repository.mergeGroups.splice(repository.mergeGroups.indexOf(group), 1);
  if (reason === "merged") {
    await repository.git.updateRef(group.baseRef, group.headSha, group.baseSha);
    const pull = repository.pulls.find((one) => one.number === group.pullRequest);
    if (pull?.state === "open") await closePullRequest(site, repository, pull, actor, { sha: group.headSha });
  }
  await repository.git.deleteRef(group.headRef);
  await emitGroup(site, repository, group, actor, { action: "destroyed", reason });
  await noticeRefs(site, repository, actor);
}

async function emitGroup(
  site: Site,
  repository: Repository,
  group: MergeGroup,
  actor: Account,
  what: Json,
): Promise<void> {
  const commit = await repository.git.commit(group.headSha);
  emitRepositoryEvent(site, repository, actor, "merge_group", {
    ...what,
    merge_group: {
      head_sha: group.headSha,
      head_ref: group.headRef,
      base_sha: group.baseSha,
      base_ref: group.baseRef,
      head_commit: commit && simpleCommit(commit),
    },
  });
}
