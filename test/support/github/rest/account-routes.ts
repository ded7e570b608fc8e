import { grants } from "../auth/access.js";
import { ApiError, notFound, ok } from "../http/answer.js";
import { param, type ApiCall, type Reply } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { openRoute, userRoute, type Route } from "../http/route.js";
import { publicUser, simpleUser } from "../json/account.js";
import { installationJson } from "../json/app.js";
import { minimalRepository, simpleRepository } from "../json/repository.js";
import { teamJson } from "../json/team.js";
import { permissionOf } from "../world/access.js";
import type { Team } from "../world/entities.js";

/** Operations on an organisation: an app's token needs `members: read`, a person must be signed in. */
function membersRoute(path: string, handle: (call: ApiCall) => Reply): Route {
  return openRoute("GET", path, (call) => {
    const { caller } = call;
    if (caller.kind === "nobody" || caller.kind === "app") throw new ApiError(401, "Requires authentication");
    if (caller.kind === "installation" && !grants(caller, "members:read")) {
      throw new ApiError(403, "Resource not accessible by integration");
    }
    return handle(call);
  });
}

function findTeam(call: ApiCall): Team {
  const team = call.world.team(param(call, "org"), param(call, "slug"));
  if (team === null) throw notFound();
  return team;
}

function isMember(call: ApiCall): boolean {
  const organization = param(call, "org").toLowerCase();
  const login = param(call, "username").toLowerCase();
  return call.world.teams.some(
    (team) => team.organization.login.toLowerCase() === organization && team.members.has(login),
  );
}

/** Installations on accounts where the person can read at least one repository. */
function readableInstallations(call: ApiCall) {
  const { caller, world } = call;
  if (caller.kind !== "user") throw new ApiError(401, "Requires authentication");
  const readable = world.repositories.filter((one) => permissionOf(one, caller.account) !== null);
  return world.installations
    .map((installation) => ({
      installation,
      repositories: readable.filter((one) => installation.repositoryIds.has(one.id)),
    }))
    .filter(({ repositories }) => repositories.length > 0);
}

/** People, organisations and teams. */
export const accountRoutes: readonly Route[] = [
  userRoute("GET", "/user", (call) => ok(publicUser(call.world, call.caller.account))),
  userRoute("GET", "/user/installations", (call) => {
    const found = readableInstallations(call);
    return paginate(
      call,
      found,
      ({ installation }) => installationJson(call.world, installation),
      (installations) => ({ total_count: found.length, installations }),
    );
  }),
  userRoute("GET", "/user/installations/{id}/repositories", (call) => {
    const id = Number(param(call, "id"));
    const found = readableInstallations(call).find(({ installation }) => installation.id === id);
    if (found === undefined) throw notFound();
    return paginate(
      call,
      found.repositories,
      (one) => simpleRepository(call.world, one),
      (repositories) => ({
        total_count: found.repositories.length,
        repository_selection: "selected",
        repositories,
      }),
    );
  }),
  openRoute("GET", "/users", (call) => {
    const since = Number(call.query.get("since") ?? 0);
    const after = [...call.world.accounts()].filter(({ id }) => id > since);
    const sorted = after.toSorted((a, b) => a.id - b.id).slice(0, Number(call.query.get("per_page") ?? 30));
    return ok(sorted.map((account) => simpleUser(call.world, account)));
  }),
  openRoute("GET", "/users/{username}", (call) => {
    const account = call.world.account(param(call, "username"));
    if (account === null) throw notFound();
    return ok(publicUser(call.world, account));
  }),
  openRoute("GET", "/orgs/{org}/repos", (call) => {
    const { caller, world } = call;
    const login = param(call, "org").toLowerCase();
    const listed = world.repositories.filter((one) => {
      if (one.owner.login.toLowerCase() !== login) return false;
      if (caller.kind === "user") return permissionOf(one, caller.account) !== null;
      const own = caller.kind === "installation" && caller.installation.repositoryIds.has(one.id);
      return own || !one.private;
    });
    return paginate(call, listed, (one) => minimalRepository(world, one));
  }),
  membersRoute("/orgs/{org}/members/{username}", (call) => {
    if (!isMember(call)) throw notFound();
    return { status: 204 };
  }),
  membersRoute("/orgs/{org}/teams/{slug}", (call) => ok(teamJson(call.world, findTeam(call)))),
  membersRoute("/orgs/{org}/teams/{slug}/members", (call) => {
    const logins = [...findTeam(call).members.keys()];
    const accounts = logins.flatMap((login) => call.world.account(login) ?? []);
    return paginate(call, accounts, (account) => simpleUser(call.world, account));
  }),
  membersRoute("/orgs/{org}/teams/{slug}/memberships/{username}", (call) => {
    const team = findTeam(call);
    const login = param(call, "username").toLowerCase();
    const role = team.members.get(login);
    if (role === undefined) throw notFound();
    const url = `${call.world.api}/organizations/${team.organization.id}/team/${team.id}/memberships/${login}`;
    return ok({ url, role, state: "active" });
  }),
];
