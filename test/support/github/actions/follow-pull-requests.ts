import type { Site } from "../site.js";
import type { RefChange } from "../webhooks/push-payload.js";
import type { Account, PullRequest, Repository } from "../world/entities.js";
import { nowInstant } from "../world/sequence.js";
import { emitPullRequest, pullRequestCommits } from "./pull-request-facts.js";

/**
 * What pushes do to open pull requests: a moved head synchronises them, a base that contains the head merges
 * them, a deleted head closes them.
 */
export async function followPullRequests(
  site: Site,
  repository: Repository,
  actor: Account,
  changes: readonly RefChange[],
): Promise<void> {
  for (const pull of repository.pulls.filter((one) => one.state === "open")) {
    const head = changes.find((change) => change.ref === `refs/heads/${pull.headBranch}`);
    const headSha = head?.after?.sha;
    if (headSha !== undefined) await synchronise(site, repository, pull, actor, headSha);
    const base = changes.find((change) => change.ref === `refs/heads/${pull.baseBranch}`);
    const baseSha = base?.after?.sha;
    if (baseSha !== undefined && (await repository.git.isAncestor(pull.headSha, baseSha))) {
      await closePullRequest(site, repository, pull, actor, { sha: baseSha });
    } else if (head !== undefined && head.after === null) {
      await closePullRequest(site, repository, pull, actor, null);
    } else if (baseSha !== undefined) {
      pull.baseSha = baseSha;
    }
  }
}

async function synchronise(
  site: Site,
  repository: Repository,
  pull: PullRequest,
  actor: Account,
  headSha: string,
): Promise<void> {
  const before = pull.headSha;
  pull.headSha = headSha;
  pull.updatedAt = nowInstant();
  await repository.git.updateRef(`refs/pull/${pull.number}/head`, headSha);
  await emitPullRequest(site, repository, pull, actor, "synchronize", { before, after: headSha });
}

/** Closes a pull request; `merged` says into which commit, and what a rebase made of its commits. */
export async function closePullRequest(
  site: Site,
  repository: Repository,
  pull: PullRequest,
  actor: Account,
  merged: { readonly sha: string; readonly rebasedShas?: readonly string[] } | null,
): Promise<void> {
  pull.commitShas = await pullRequestCommits(repository, pull);
  pull.state = "closed";
  pull.closedAt = pull.updatedAt = nowInstant();
  if (merged !== null) {
    pull.mergedAt = pull.closedAt;
    pull.mergedBy = actor;
    pull.mergeCommitSha = merged.sha;
    pull.rebasedShas = merged.rebasedShas ?? [];
  }
  await emitPullRequest(site, repository, pull, actor, "closed");
}
