import { z } from "zod";
import { grants, type PermissionNeed } from "../auth/access.js";
import { ApiError, notFound, ok } from "../http/answer.js";
import { param, readJson, type ApiCall } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { appRoute, installationRoute, type Route } from "../http/route.js";
import { appJson, installationJson } from "../json/app.js";
import { simpleUser } from "../json/account.js";
import type { Json } from "../json/json.js";
import type { World } from "../world/world.js";
import { simpleRepository } from "../json/repository.js";
import { fullName, type AppPermissions, type Installation, type Repository } from "../world/entities.js";

const level = z.enum(["read", "write", "admin"]);
const tokenRequest = z.object({
  repositories: z.array(z.string()).max(500).optional(),
  repository_ids: z.array(z.number().int()).max(500).optional(),
  permissions: z.record(z.string(), level).optional(),
});

/** As lists have it: the published description merges people's and enterprises' accounts there. */
function listedInstallation(world: World, installation: Installation): Json {
  const { account } = installation;
  const merged = {
    ...simpleUser(world, account),
    name: account.name,
    slug: account.login,
    created_at: account.createdAt,
    updated_at: account.createdAt,
  };
  return { ...installationJson(world, installation), account: merged };
}

function findInstallation(call: ApiCall): Installation {
  const id = Number(param(call, "id"));
  const installation = call.world.installations.find((one) => one.id === id);
  if (installation === undefined) throw notFound();
  return installation;
}

function installationAnswer(call: ApiCall, installation: Installation | null | undefined) {
  if (installation === null || installation === undefined) throw notFound();
  return ok(installationJson(call.world, installation));
}

/** The repositories that a token is narrowed to; null where it is not. */
function narrowedRepositories(
  call: ApiCall,
  installation: Installation,
  wanted: z.infer<typeof tokenRequest>,
): Repository[] | null {
  if (wanted.repositories === undefined && wanted.repository_ids === undefined) return null;
  const own = call.world.repositories.filter((one) => installation.repositoryIds.has(one.id));
  const byName = (wanted.repositories ?? []).map((name) =>
    own.find((one) => one.name.toLowerCase() === name.toLowerCase()),
  );
  const byId = (wanted.repository_ids ?? []).map((id) => own.find((one) => one.id === id));
  return [...byName, ...byId].map((repository) => {
    if (repository !== undefined) return repository;
    throw new ApiError(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  });
}

function narrowedPermissions(installation: Installation, wanted: AppPermissions | undefined): AppPermissions {
  if (wanted === undefined) return installation.permissions;
  const parent = {
    kind: "installation" as const,
    token: "",
    installation,
    permissions: installation.permissions,
    repositoryIds: null,
    expiresAt: 0,
  };
  for (const [name, needed] of Object.entries(wanted)) {
    if (grants(parent, `${name}:${needed}` satisfies PermissionNeed)) continue;
    throw new ApiError(422, "The permissions requested are not granted to this installation.");
  }
  return { ...wanted, metadata: "read" };
}

function createToken(call: ApiCall) {
  const installation = findInstallation(call);
  if (installation.suspendedAt !== null) {
    throw new ApiError(403, "This installation has been suspended");
  }
  const wanted = readJson(call, tokenRequest);
  const repositories = narrowedRepositories(call, installation, wanted);
  const permissions = narrowedPermissions(installation, wanted.permissions);
  const ids = repositories === null ? null : new Set(repositories.map((one) => one.id));
  const token = call.tokens.forInstallation(installation, permissions, ids);
  return {
    status: 201,
    body: {
      token: token.token,
      expires_at: new Date(token.expiresAt).toISOString().replace(/\.\d{3}Z$/, "Z"),
      permissions,
      repository_selection: "selected",
      ...(repositories === null
        ? {}
        : { repositories: repositories.map((one) => simpleRepository(call.world, one)) }),
    },
  };
}

/** The app's own operations and its installations'. */
export const appRoutes: readonly Route[] = [
  appRoute("GET", "/app", (call) => ok(appJson(call.world))),
  appRoute("GET", "/app/installations", (call) =>
    paginate(call, call.world.installations, (one) => listedInstallation(call.world, one)),
  ),
  appRoute("GET", "/app/installations/{id}", (call) => installationAnswer(call, findInstallation(call))),
  appRoute("POST", "/app/installations/{id}/access_tokens", createToken),
  appRoute("GET", "/orgs/{org}/installation", (call) => {
    const login = param(call, "org").toLowerCase();
    return installationAnswer(
      call,
      call.world.installations.find((one) => one.account.login.toLowerCase() === login),
    );
  }),
  appRoute("GET", "/repos/{owner}/{repo}/installation", (call) => {
    const repository = call.world.repository(param(call, "owner"), param(call, "repo"));
    return installationAnswer(call, repository && call.world.installationOf(repository));
  }),
  installationRoute("GET", "/installation/repositories", (call) => {
    const { installation, repositoryIds } = call.caller;
    const listed = call.world.repositories
      .filter((one) => installation.repositoryIds.has(one.id) && (repositoryIds?.has(one.id) ?? true))
      .sort((a, b) => fullName(a).localeCompare(fullName(b)));
    return paginate(
      call,
      listed,
      (one) => simpleRepository(call.world, one),
      (repositories) => ({
        total_count: listed.length,
        repository_selection: "selected",
        repositories,
      }),
    );
  }),
];
