import type { Account, Repository, RepositoryPermission } from "./entities.js";

const ranks: readonly RepositoryPermission[] = ["read", "triage", "write", "maintain", "admin"];

/** What an account may do in a repository: its grant; everything for the owner and site administrators. */
export function permissionOf(repository: Repository, account: Account): RepositoryPermission | null {
  if (account.siteAdmin || account.login === repository.owner.login) return "admin";
  return repository.grants.get(account.login.toLowerCase()) ?? (repository.private ? null : "read");
}

export function allows(granted: RepositoryPermission | null, needed: RepositoryPermission): boolean {
  return granted !== null && ranks.indexOf(granted) >= ranks.indexOf(needed);
}

/** The legacy word that GitHub answers beside the role: maintain reads as write, triage as read. */
export function legacyPermission(granted: RepositoryPermission | null): string {
  if (granted === null) return "none";
  if (granted === "maintain") return "write";
  return granted === "triage" ? "read" : granted;
}
