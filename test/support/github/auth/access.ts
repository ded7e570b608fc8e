import { ApiError } from "../http/answer.js";
import { allows, permissionOf } from "../world/access.js";
import type { AccessLevel, Repository, RepositoryPermission } from "../world/entities.js";
import type { Caller } from "./caller.js";
import type { InstallationToken } from "./token-store.js";

/** "contents:read": what an app's token needs. */
export type PermissionNeed = `${string}:${AccessLevel}`;

const levels: readonly AccessLevel[] = ["read", "write", "admin"];

export function grants(token: InstallationToken, need: PermissionNeed): boolean {
  const [name, level] = need.split(":") as [string, AccessLevel];
  // Every installation may read metadata.
  if (need === "metadata:read") return true;
  const has = token.permissions[name];
  return has !== undefined && levels.indexOf(has) >= levels.indexOf(level);
}

/** Whether an app's token reaches a repository at all. */
export function reaches(token: InstallationToken, repository: Repository): boolean {
  return (
    token.installation.repositoryIds.has(repository.id) &&
    (token.repositoryIds === null || token.repositoryIds.has(repository.id))
  );
}

/**
 * Refuses as GitHub does: 404 where the caller may not know of the repository, 403 where it may but lacks the
 * permission. An app's token needs one of `needs`; a user needs a role that reads or writes.
 */
export function requireAccess(
  caller: Caller,
  repository: Repository,
  needs: readonly PermissionNeed[],
): void {
  const writes = needs.every((need) => !need.endsWith(":read"));
  switch (caller.kind) {
    case "app":
      throw new ApiError(401, "A JSON web token could not be decoded");
    case "nobody":
      if (repository.private) throw new ApiError(404, "Not Found");
      if (writes) throw new ApiError(401, "Requires authentication");
      return;
    case "installation":
      if (!reaches(caller, repository)) {
        if (repository.private) throw new ApiError(404, "Not Found");
        if (writes) throw new ApiError(403, "Resource not accessible by integration");
        return;
      }
      if (!needs.some((need) => grants(caller, need))) {
        throw new ApiError(403, "Resource not accessible by integration");
      }
      return;
    case "user": {
      const needed: RepositoryPermission = writes ? "write" : "read";
      const granted = permissionOf(repository, caller.account);
      if (!allows(granted, "read")) throw new ApiError(404, "Not Found");
      if (!allows(granted, needed)) throw new ApiError(403, "Must have push access to repository.");
    }
  }
}
