import { requireAccess, type PermissionNeed } from "../auth/access.js";
import type { InstallationToken, UserToken } from "../auth/token-store.js";
import { fullName, type Repository } from "../world/entities.js";
import { ApiError, notFound } from "./answer.js";
import { param, type ApiCall, type Reply, type RepositoryCall } from "./api-call.js";

export interface Route {
  readonly method: string;
  /** "/repos/{owner}/{repo}/branches/{branch+}": a plus lets the value contain slashes. */
  readonly path: string;
  readonly handle: (call: ApiCall) => Reply;
}

/** Anybody may call it. */
export function openRoute(method: string, path: string, handle: Route["handle"]): Route {
  return { method, path, handle };
}

/** The app itself calls it, with its JWT. */
export function appRoute(method: string, path: string, handle: Route["handle"]): Route {
  return {
    method,
    path,
    handle: (call) => {
      if (call.caller.kind !== "app") throw new ApiError(401, "A JSON web token could not be decoded");
      return handle(call);
    },
  };
}

/** An installation of the app calls it, with its token. */
export function installationRoute(
  method: string,
  path: string,
  handle: (call: ApiCall & { readonly caller: InstallationToken }) => Reply,
): Route {
  return {
    method,
    path,
    handle: (call) => {
      const { caller } = call;
      if (caller.kind === "nobody") throw new ApiError(401, "Requires authentication");
      if (caller.kind !== "installation")
        throw new ApiError(
          403,
          "You must authenticate with an installation access token in order to list repositories.",
        );
      return handle({ ...call, caller });
    },
  };
}

/** A person calls it. */
export function userRoute(
  method: string,
  path: string,
  handle: (call: ApiCall & { readonly caller: UserToken }) => Reply,
): Route {
  return {
    method,
    path,
    handle: (call) => {
      const { caller } = call;
      if (caller.kind === "nobody") throw new ApiError(401, "Requires authentication");
      if (caller.kind !== "user") throw new ApiError(403, "Resource not accessible by integration");
      return handle({ ...call, caller });
    },
  };
}

/** Concerns one repository; `path` is what follows it, and `needs` what an app's token must have one of. */
export function repositoryRoute(
  method: string,
  path: string,
  needs: readonly PermissionNeed[],
  handle: (call: RepositoryCall) => Reply,
): Route {
  return {
    method,
    path: `/repos/{owner}/{repo}${path}`,
    handle: (call) => {
      const repository = findRepository(call);
      if (repository === null) {
        if (call.caller.kind === "app") throw new ApiError(401, "A JSON web token could not be decoded");
        return renamed(call, needs);
      }
      requireAccess(call.caller, repository, needs);
      return handle({ ...call, repository });
    },
  };
}

function findRepository(call: ApiCall): Repository | null {
  return call.world.repository(param(call, "owner"), param(call, "repo"));
}

/** A repository under its old name: GitHub redirects by its id. */
function renamed(call: ApiCall, needs: readonly PermissionNeed[]): Reply {
  const old = `${param(call, "owner")}/${param(call, "repo")}`;
  const repository = call.world.formerNames.get(old.toLowerCase());
  if (repository === undefined) throw notFound();
  requireAccess(call.caller, repository, needs);
  const now = new URL(call.address);
  now.pathname = now.pathname.replace(`/repos/${old}`, `/repos/${fullName(repository)}`);
  now.search = call.query.toString();
  return {
    status: 301,
    headers: { location: now.href },
    body: { message: "Moved Permanently", url: now.href, documentation_url: "https://docs.github.com/rest" },
  };
}
