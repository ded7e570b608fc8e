import type { Snapshot } from "./snapshot.js";

/** Where people see what lies between two commits or branches; null for a clone without a host. */
export function compareUrl(
  { repositoryUrl }: Pick<Snapshot, "repositoryUrl">,
  from: string,
  to: string,
): string | null {
  return repositoryUrl === null ? null : `${repositoryUrl}/compare/${from}...${to}`;
}
