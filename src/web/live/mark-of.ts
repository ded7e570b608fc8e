import { createHash } from "node:crypto";
import type { Deploy, PostedStatus } from "../../deploys/ports/store.js";

/**
 * Stands for the result that a page of a head shows: another evaluation, the end of the first one, and a newer head or
 * a shipped deploy give another mark.
 */
export function markOf({
  sha,
  deploys,
  status,
}: {
  readonly sha: string;
  /** The target's open deploys. */
  readonly deploys: readonly Deploy[];
  readonly status: PostedStatus | null;
}): string {
  const evaluated = deploys.filter((deploy) => deploy.headSha === sha).map(({ evaluatedAt }) => evaluatedAt);
  const isFirst = status?.state === "pending";
  return createHash("sha256")
    .update(JSON.stringify([evaluated, isFirst]))
    .digest("base64url")
    .slice(0, 16);
}
