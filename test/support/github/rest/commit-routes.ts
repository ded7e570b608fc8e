import { changedFiles } from "../git/changed-files.js";
import { ApiError, ok } from "../http/answer.js";
import { param, type RepositoryCall } from "../http/api-call.js";
import { linkHeader, pageOf, paginate } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { commitJson, fileJson } from "../json/commit.js";
import { simplePullRequest } from "../json/pull-request.js";
import { pullRequestCommits } from "../actions/pull-request-facts.js";
import type { PullRequest } from "../world/entities.js";
import { resolveCommit } from "./resolve-commit.js";

/** At most this many files are listed for a commit or a comparison. */
const listedFiles = 300;

async function listCommits(call: RepositoryCall) {
  const { repository, query, world } = call;
  const start = await resolveCommit(call, query.get("sha") ?? repository.defaultBranch);
  const page = pageOf(query);
  const filters = ["since", "until", "author", "committer"].flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [`--${name}=${value}`];
  });
  const path = query.get("path");
  const output = await repository.git.text([
    "rev-list",
    `--max-count=${page.size + 1}`,
    `--skip=${page.skip}`,
    ...filters,
    start,
    "--",
    ...(path === null ? [] : [`:(literal)${path}`]),
  ]);
  const shas = output === "" ? [] : output.split("\n");
  const commits = await repository.git.commits(shas.slice(0, page.size));
  const rendered = commits.map((commit) => commitJson(world, repository, commit));
  return ok(rendered, linkHeader(call, page, page.number + (shas.length > page.size ? 1 : 0)));
}

async function getCommit(call: RepositoryCall) {
  const { repository, world } = call;
  const sha = await resolveCommit(call, param(call, "ref"), 422);
  if (call.headers.accept?.includes("application/vnd.github.sha") === true) {
    return { status: 200, body: Buffer.from(sha), headers: { "content-type": "application/vnd.github.sha" } };
  }
  const commit = await repository.git.commit(sha);
  if (commit === null) throw new ApiError(422, `No commit found for SHA: ${sha}`);
  const files = await changedFiles(repository.git, commit.parents[0] ?? null, sha);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  return ok({
    ...commitJson(world, repository, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: files.slice(0, listedFiles).map((file) => fileJson(world, repository, sha, file)),
  });
}

async function listPullsOfCommit(call: RepositoryCall) {
  const { repository, world } = call;
  const sha = await resolveCommit(call, param(call, "sha"), 422);
  const brings = async (pull: PullRequest) =>
    pull.mergeCommitSha === sha ||
    pull.rebasedShas.includes(sha) ||
    (await pullRequestCommits(repository, pull)).includes(sha);
  const held = await Promise.all(repository.pulls.map(async (pull) => ((await brings(pull)) ? [pull] : [])));
  return paginate(call, held.flat(), (pull) => simplePullRequest(world, repository, pull));
}

/** Commits, and the pull requests that brought them. */
export const commitRoutes: readonly Route[] = [
  repositoryRoute("GET", "/commits", ["contents:read"], listCommits),
  repositoryRoute("GET", "/commits/{ref+}", ["contents:read"], getCommit),
  repositoryRoute("GET", "/commits/{sha}/pulls", ["pull_requests:read", "contents:read"], listPullsOfCommit),
];
