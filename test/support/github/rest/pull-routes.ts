import { pullRequestCommits, pullRequestSize } from "../actions/pull-request-facts.js";
import { changedFiles } from "../git/changed-files.js";
import { notFound, ok } from "../http/answer.js";
import { param, type RepositoryCall } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { commitJson, fileJson } from "../json/commit.js";
import { pullRequestJson, simplePullRequest } from "../json/pull-request.js";
import type { PullRequest } from "../world/entities.js";

/** GitHub lists no more commits than this for one pull request. */
const listedCommits = 250;

function findPull(call: RepositoryCall): PullRequest {
  const number = Number(param(call, "number"));
  const pull = call.repository.pulls.find((one) => one.number === number);
  if (pull === undefined) throw notFound();
  return pull;
}

function list(call: RepositoryCall) {
  const { repository, world, query } = call;
  const state = query.get("state") ?? "open";
  const head = query.get("head");
  const base = query.get("base");
  const byUpdate = query.get("sort") === "updated";
  const moment = (pull: PullRequest) => (byUpdate ? Date.parse(pull.updatedAt) : pull.number);
  const ascending = query.get("direction") === "asc";
  const listed = repository.pulls
    .filter((pull) => state === "all" || pull.state === state)
    .filter((pull) => base === null || pull.baseBranch === base)
    .filter((pull) => head === null || `${repository.owner.login}:${pull.headBranch}` === head)
    .sort((a, b) => (moment(b) - moment(a) || b.number - a.number) * (ascending ? -1 : 1));
  return paginate(call, listed, (pull) => simplePullRequest(world, repository, pull));
}

async function commits(call: RepositoryCall) {
  const { repository, world } = call;
  const shas = await pullRequestCommits(repository, findPull(call));
  const found = await repository.git.commits(shas.slice(0, listedCommits));
  return paginate(call, found, (commit) => commitJson(world, repository, commit));
}

async function files(call: RepositoryCall) {
  const { repository, world } = call;
  const pull = findPull(call);
  const base = await repository.git.mergeBase(pull.baseSha, pull.headSha);
  const changed = await changedFiles(repository.git, base, pull.headSha);
  return paginate(call, changed, (file) => fileJson(world, repository, pull.headSha, file));
}

/** Pull requests. */
export const pullRoutes: readonly Route[] = [
  repositoryRoute("GET", "/pulls", ["pull_requests:read"], list),
  repositoryRoute("GET", "/pulls/{number}", ["pull_requests:read"], async (call) => {
    const pull = findPull(call);
    const size = await pullRequestSize(call.repository, pull);
    return ok(pullRequestJson(call.world, call.repository, pull, size));
  }),
  repositoryRoute("GET", "/pulls/{number}/commits", ["pull_requests:read"], commits),
  repositoryRoute("GET", "/pulls/{number}/files", ["pull_requests:read"], files),
];
