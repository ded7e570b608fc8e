import { ApiError, ok } from "../http/answer.js";
import { param, type RepositoryCall } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { commitJson } from "../json/commit.js";
import { urlPath, type Json } from "../json/json.js";
import { fullName, type Repository } from "../world/entities.js";

function protection(repository: Repository, branch: string): Json {
  const rules = repository.protections.get(branch);
  const contexts = rules?.requiredContexts ?? [];
  return {
    enabled: rules !== undefined,
    required_status_checks: {
      enforcement_level: rules === undefined ? "off" : "non_admins",
      contexts,
      checks: contexts.map((context) => ({ context, app_id: null })),
    },
  };
}

function listBranches(call: RepositoryCall) {
  const { repository, world } = call;
  const api = `${world.api}/repos/${fullName(repository)}`;
  const wanted = call.query.get("protected");
  const branches = [...repository.refs]
    .filter(([ref]) => ref.startsWith("refs/heads/"))
    .map(([ref, target]) => ({ name: ref.slice("refs/heads/".length), sha: target.sha }))
    .filter(({ name }) => wanted === null || (wanted === "true") === repository.protections.has(name));
  return paginate(call, branches, ({ name, sha }) => ({
    name,
    commit: { sha, url: `${api}/commits/${sha}` },
    protected: repository.protections.has(name),
    protection: protection(repository, name),
    protection_url: `${api}/branches/${urlPath(name)}/protection`,
  }));
}

async function getBranch(call: RepositoryCall) {
  const { repository, world } = call;
  const name = param(call, "branch");
  const target = repository.refs.get(`refs/heads/${name}`);
  const commit = target === undefined ? null : await repository.git.commit(target.sha);
  if (commit === null) throw new ApiError(404, "Branch not found");
  const self = `${world.api}/repos/${fullName(repository)}/branches/${urlPath(name)}`;
  return ok({
    name,
    commit: commitJson(world, repository, commit),
    _links: { self, html: `${world.origin}/${fullName(repository)}/tree/${urlPath(name)}` },
    protected: repository.protections.has(name),
    protection: protection(repository, name),
    protection_url: `${self}/protection`,
  });
}

function listTags(call: RepositoryCall) {
  const { repository, world } = call;
  const api = `${world.api}/repos/${fullName(repository)}`;
  const tags = [...repository.refs].filter(([ref]) => ref.startsWith("refs/tags/")).reverse();
  return paginate(call, tags, ([ref, { sha }]) => ({
    name: ref.slice("refs/tags/".length),
    commit: { sha, url: `${api}/commits/${sha}` },
    zipball_url: `${api}/zipball/${urlPath(ref)}`,
    tarball_url: `${api}/tarball/${urlPath(ref)}`,
    node_id: Buffer.from(ref).toString("base64"),
  }));
}

/** Branches and tags, as GitHub's repository pages list them. */
export const branchRoutes: readonly Route[] = [
  repositoryRoute("GET", "/branches", ["contents:read"], listBranches),
  repositoryRoute("GET", "/branches/{branch+}", ["contents:read"], getBranch),
  repositoryRoute("GET", "/tags", ["contents:read", "metadata:read"], listTags),
];
