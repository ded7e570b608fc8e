import type { Identity } from "../git/merge-buttons.js";
import { mergeCommit, rebaseCommits, squashCommit } from "../git/merge-buttons.js";
import type { GitCommit } from "../git/git-commit.js";
import { newestByContext } from "../world/newest-by-context.js";
import type { Site } from "../site.js";
import { noticeRefs } from "../webhooks/notice-refs.js";
import type { Account, PullRequest, Repository } from "../world/entities.js";
import { nowInstant } from "../world/sequence.js";
import { closePullRequest } from "./follow-pull-requests.js";
import { emitPullRequest, pullRequestCommits } from "./pull-request-facts.js";

export interface NewPullRequest {
  /** Branch names. */
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly string[];
  readonly draft?: boolean;
}

function branchTip(repository: Repository, branch: string): string {
  const sha = repository.refs.get(`refs/heads/${branch}`)?.sha;
  if (sha === undefined) throw new Error(`there is no branch ${branch}`);
  return sha;
}

export async function openPullRequest(
  site: Site,
  repository: Repository,
  user: Account,
  wanted: NewPullRequest,
): Promise<PullRequest> {
  const now = nowInstant();
  const pull: PullRequest = {
    id: site.world.nextId(),
    number: repository.pulls.length + 1,
    user,
    title: wanted.title,
    body: wanted.body ?? null,
    labels: wanted.labels ?? [],
    draft: wanted.draft ?? false,
    state: "open",
    headBranch: wanted.head,
    headSha: branchTip(repository, wanted.head),
    baseBranch: wanted.base,
    baseSha: branchTip(repository, wanted.base),
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
    commitShas: null,
    rebasedShas: [],
  };
  repository.pulls.push(pull);
  await repository.git.updateRef(`refs/pull/${pull.number}/head`, pull.headSha);
  await emitPullRequest(site, repository, pull, user, "opened");
  return pull;
}

export type MergeMethod = "merge" | "squash" | "rebase";

export class MergeBlocked extends Error {
  override readonly name = "MergeBlocked";
}

/** Refuses where the base branch requires statuses that the head does not have: the grey button. */
function requireGreen(repository: Repository, pull: PullRequest): void {
  const required = repository.protections.get(pull.baseBranch)?.requiredContexts ?? [];
  const newest = newestByContext(repository.statuses.get(pull.headSha) ?? []);
  for (const context of required) {
    const state = newest.find((status) => status.context === context)?.state ?? "expected";
    if (state !== "success") throw new MergeBlocked(`Required status check "${context}" is ${state}.`);
  }
}

export interface MergeOptions {
  readonly method: MergeMethod;
  readonly by: Account;
  readonly message?: string | undefined;
  readonly deleteBranch?: boolean | undefined;
}

/** Presses a merge button; the caller holds the repository's lock. */
export async function mergePullRequest(
  site: Site,
  repository: Repository,
  pull: PullRequest,
  options: MergeOptions,
): Promise<string> {
  if (pull.state !== "open") throw new MergeBlocked(`Pull request ${pull.number} is not open.`);
  requireGreen(repository, pull);
  const { git } = repository;
  const base = branchTip(repository, pull.baseBranch);
  const shas = await pullRequestCommits(repository, pull);
  const commits = await git.commits(shas);
  const by = identityOf(options.by);
  const ends = { base, head: pull.headSha, by };
  let rebasedShas: readonly string[] = [];
  let sha: string;
  switch (options.method) {
    case "merge": {
      const title = `Merge pull request #${pull.number} from ${repository.owner.login}/${pull.headBranch}`;
      sha = await mergeCommit(git, { ...ends, message: options.message ?? `${title}\n\n${pull.title}` });
      repository.verified.set(sha, options.by.login);
      break;
    }
    case "squash":
      sha = await squashCommit(git, { ...ends, message: options.message ?? squashMessage(pull, commits) });
      repository.verified.set(sha, options.by.login);
      break;
    case "rebase": {
      const picked = commits.filter((commit) => commit.parents.length < 2);
      rebasedShas = await rebaseCommits(git, { base, commits: picked, by });
      sha = rebasedShas.at(-1) ?? base;
      break;
    }
  }
  await git.updateRef(`refs/heads/${pull.baseBranch}`, sha, base);
  await closePullRequest(site, repository, pull, options.by, { sha, rebasedShas });
  if (options.deleteBranch === true) await git.deleteRef(`refs/heads/${pull.headBranch}`);
  await noticeRefs(site, repository, options.by);
  return sha;
}

export function identityOf(account: Account): Identity {
  return { name: account.name ?? account.login, email: account.email };
}

/** GitHub's default: a lone commit's own message, else the title and a list of subjects. */
function squashMessage(pull: PullRequest, commits: readonly GitCommit[]): string {
  const [first] = commits;
  if (first !== undefined && commits.length === 1) {
    const [subject = "", ...rest] = first.message.split("\n");
    return [`${subject} (#${pull.number})`, ...rest].join("\n");
  }
  const list = commits.map((commit) => `* ${commit.message}`).join("\n\n");
  return `${pull.title} (#${pull.number})\n\n${list}`;
}
