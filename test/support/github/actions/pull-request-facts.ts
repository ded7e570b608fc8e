import { changedFiles } from "../git/changed-files.js";
import type { PullRequestSize } from "../json/pull-request.js";
import { pullRequestJson } from "../json/pull-request.js";
import type { Json } from "../json/json.js";
import type { Site } from "../site.js";
import { emitRepositoryEvent } from "../webhooks/emit.js";
import type { Account, PullRequest, Repository } from "../world/entities.js";

/** The commits of a pull request, oldest first. */
export function pullRequestCommits(repository: Repository, pull: PullRequest): Promise<readonly string[]> {
  if (pull.commitShas !== null) return Promise.resolve(pull.commitShas);
  const { headSha, baseSha } = pull;
  return repository.git.remember(`commits ${baseSha}..${headSha}`, async () =>
    (await repository.git.reachable(headSha, [baseSha])).reverse(),
  );
}

export async function pullRequestSize(repository: Repository, pull: PullRequest): Promise<PullRequestSize> {
  const [commits, base] = await Promise.all([
    pullRequestCommits(repository, pull),
    repository.git.mergeBase(pull.baseSha, pull.headSha),
  ]);
  const files = await changedFiles(repository.git, base, pull.headSha);
  const sum = (count: (file: (typeof files)[number]) => number) =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    commits: commits.length,
    changedFiles: files.length,
    additions: sum((file) => file.additions),
    deletions: sum((file) => file.deletions),
  };
}

/** Sends a `pull_request` event. */
export async function emitPullRequest(
  site: Site,
  repository: Repository,
  pull: PullRequest,
  sender: Account,
  action: string,
  extra: Json = {},
): Promise<void> {
  const size = await pullRequestSize(repository, pull);
  emitRepositoryEvent(site, repository, sender, "pull_request", {
    action,
    number: pull.number,
    pull_request: pullRequestJson(site.world, repository, pull, size),
    ...extra,
  });
}
