import type { Repository } from "../deploys/ports/repository.js";
import type { Permissions, TokenScope } from "./installation-tokens.js";

/** A token for one repository and no more than the permissions. */
export function scopeOf(repository: Repository, permissions: Permissions): TokenScope {
  return { installationId: repository.installationId, repositoryId: repository.id, permissions };
}

/** The path parameters that most operations share. */
export function pathOf(repository: Repository): { readonly owner: string; readonly repo: string } {
  return { owner: repository.owner, repo: repository.name };
}
