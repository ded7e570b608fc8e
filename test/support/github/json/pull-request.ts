import { fullName, type PullRequest, type Repository } from "../world/entities.js";
import type { World } from "../world/world.js";
import { simpleUser } from "./account.js";
import { nodeId, urlPath, type Json } from "./json.js";
import { simpleRepository } from "./repository.js";

/** `pull-request-simple`, as in lists. */
export function simplePullRequest(world: World, repository: Repository, pull: PullRequest): Json {
  const api = `${world.api}/repos/${fullName(repository)}`;
  const url = `${api}/pulls/${pull.number}`;
  const issueUrl = `${api}/issues/${pull.number}`;
  const html = `${world.origin}/${fullName(repository)}/pull/${pull.number}`;
  const reviewComment = `${api}/pulls/comments{/number}`;
  const statuses = `${api}/statuses/${pull.headSha}`;
  const end = (branch: string, sha: string): Json => ({
    label: `${repository.owner.login}:${branch}`,
    ref: branch,
    sha,
    user: simpleUser(world, repository.owner),
    repo: simpleRepository(world, repository),
  });
  const link = (href: string): Json => ({ href });
  return {
    url,
    id: pull.id,
    node_id: nodeId("PullRequest", pull.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issueUrl,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: reviewComment,
    comments_url: `${issueUrl}/comments`,
    statuses_url: statuses,
    number: pull.number,
    state: pull.state,
    locked: false,
    active_lock_reason: null,
    title: pull.title,
    user: simpleUser(world, pull.user),
    body: pull.body,
    labels: pull.labels.map((name, index) => ({
      id: index + 1,
      node_id: nodeId("Label", name),
      url: `${api}/labels/${urlPath(name)}`,
      name,
      description: "",
      color: "ededed",
      default: false,
    })),
    milestone: null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommitSha,
    draft: pull.draft,
    head: end(pull.headBranch, pull.headSha),
    base: end(pull.baseBranch, pull.baseSha),
    _links: {
      self: link(url),
      html: link(html),
      issue: link(issueUrl),
      comments: link(`${issueUrl}/comments`),
      review_comments: link(`${url}/comments`),
      review_comment: link(reviewComment),
      commits: link(`${url}/commits`),
      statuses: link(statuses),
    },
    author_association: "MEMBER",
    auto_merge: null,
  };
}

export interface PullRequestSize {
  readonly commits: number;
  readonly additions: number;
  readonly deletions: number;
  readonly changedFiles: number;
}

/** `pull-request`. */
export function pullRequestJson(
  world: World,
  repository: Repository,
  pull: PullRequest,
  size: PullRequestSize,
): Json {
  return {
    ...simplePullRequest(world, repository, pull),
    merged: pull.mergedAt !== null,
    mergeable: pull.state === "open" ? true : null,
    rebaseable: pull.state === "open" ? true : null,
    mergeable_state: pull.state === "open" ? "clean" : "unknown",
    merged_by: pull.mergedBy && simpleUser(world, pull.mergedBy),
    comments: repository.comments.filter((comment) => comment.number === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits: size.commits,
    additions: size.additions,
    deletions: size.deletions,
    changed_files: size.changedFiles,
  };
}
