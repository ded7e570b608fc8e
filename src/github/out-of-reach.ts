import { GitHubUnavailable } from "./github-unavailable.js";

/** GitHub answered that there is no such thing for us: deleted, suspended, or the app is not installed there. */
export function isOutOfReach(error: unknown): boolean {
  if (!(error instanceof GitHubUnavailable) || error.limited) return false;
  // 422: a token was asked for a repository that the installation does not have.
  return error.status === 403 || error.status === 404 || error.status === 422;
}
