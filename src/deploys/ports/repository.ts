/** A repository that the app is installed on. */
export interface Repository {
  /** GitHub's numeric id: survives renames and transfers. */
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly installationId: number;
  readonly defaultBranch: string;
}

/** "owner/name" */
export function fullName(repository: Pick<Repository, "owner" | "name">): string {
  return `${repository.owner}/${repository.name}`;
}
