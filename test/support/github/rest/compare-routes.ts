import { changedFiles } from "../git/changed-files.js";
import { notFound, ok } from "../http/answer.js";
import { param, type RepositoryCall } from "../http/api-call.js";
import { linkHeader, pageOf } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { commitJson, fileJson } from "../json/commit.js";
import { urlPath } from "../json/json.js";
import { fullName } from "../world/entities.js";
import { resolveCommit } from "./resolve-commit.js";

const listedCommits = 250;
const listedFiles = 300;

/** "owner:branch" names a branch of the same repository here: there are no forks. */
function withoutOwner(ref: string): string {
  return /^[^/:]+:(.+)$/.exec(ref)?.[1] ?? ref;
}

async function compare(call: RepositoryCall) {
  const { repository, world, query } = call;
  const { git } = repository;
  const [baseRef = "", headRef = ""] = param(call, "basehead").split("...");
  if (baseRef === "" || headRef === "") throw notFound();
  const [base, head] = await Promise.all([
    resolveCommit(call, withoutOwner(baseRef)),
    resolveCommit(call, withoutOwner(headRef)),
  ]);
  const mergeBase = await git.mergeBase(base, head);
  if (mergeBase === null) throw notFound();
  const [ahead, behind, files] = await Promise.all([
    git.reachable(head, [base]),
    git.reachable(base, [head]),
    changedFiles(git, mergeBase, head),
  ]);
  // Without page numbers GitHub lists the first 250 at once; with them it pages through all.
  const paged = query.has("page") || query.has("per_page");
  const page = paged ? pageOf(query) : { number: 1, size: listedCommits, skip: 0 };
  const oldestFirst = ahead.toReversed();
  const commits = await git.commits(oldestFirst.slice(page.skip, page.skip + page.size));
  const [baseCommit, mergeBaseCommit] = await git.commits([base, mergeBase]);
  if (baseCommit === undefined || mergeBaseCommit === undefined) throw notFound();
  const place = `compare/${urlPath(baseRef)}...${urlPath(headRef)}`;
  const html = `${world.origin}/${fullName(repository)}/${place}`;
  const body = {
    url: `${world.api}/repos/${fullName(repository)}/${place}`,
    html_url: html,
    permalink_url: `${world.origin}/${fullName(repository)}/compare/${base}...${head}`,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: commitJson(world, repository, baseCommit),
    merge_base_commit: commitJson(world, repository, mergeBaseCommit),
    status: relation(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: commits.map((commit) => commitJson(world, repository, commit)),
    ...(page.number === 1
      ? { files: files.slice(0, listedFiles).map((file) => fileJson(world, repository, head, file)) }
      : {}),
  };
  return ok(body, paged ? linkHeader(call, page, Math.max(1, Math.ceil(ahead.length / page.size))) : {});
}

function relation(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? "diverged" : "ahead";
  return behind > 0 ? "behind" : "identical";
}

export const compareRoutes: readonly Route[] = [
  repositoryRoute("GET", "/compare/{basehead+}", ["contents:read"], compare),
];
