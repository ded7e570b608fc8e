/**
 * What a person may do with a repository, from least to most.
 * @see https://docs.github.com/organizations/managing-user-access-to-your-organizations-repositories/managing-repository-roles/repository-roles-for-an-organization
 */
export const permissionLevels = ["read", "triage", "write", "maintain", "admin"] as const;

export type PermissionLevel = (typeof permissionLevels)[number];

/** Whether a level allows what another one does. `level` null: none at all. */
export function allows(level: PermissionLevel | null, wanted: PermissionLevel): boolean {
  return level !== null && permissionLevels.indexOf(level) >= permissionLevels.indexOf(wanted);
}
