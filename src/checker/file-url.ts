import type { Snapshot } from "./snapshot.js";

/** Where people see a file as it is at the head, at a line where one is told; null for a clone without a host. */
export function fileUrl(
  { repositoryUrl, head }: Pick<Snapshot, "repositoryUrl" | "head">,
  path: string,
  line?: number,
): string | null {
  if (repositoryUrl === null) return null;
  const segments = path.split("/").map(encodeURIComponent).join("/");
  return `${repositoryUrl}/blob/${head.sha}/${segments}${line === undefined ? "" : `#L${line}`}`;
}
