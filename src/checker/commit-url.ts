import type { Snapshot } from "./snapshot.js";

/** Where people see a commit; null for a clone without a host. */
export function commitUrl({ repositoryUrl }: Pick<Snapshot, "repositoryUrl">, sha: string): string | null {
  return repositoryUrl === null ? null : `${repositoryUrl}/commit/${sha}`;
}
