import { GitFailure } from "./git-failure.js";

/**
 * What git says of a copy that lost objects or files (a full disk, a restored backup, a killed machine). A commit
 * that is merely not there ("bad object", "valid commit name") is not among it.
 */
const signs =
  /not a git repository|directory that does not exist|bad config|bad numeric config|unknown repository extension|is corrupt|object corrupt|is empty$|inflate|packfile .* (?:cannot be accessed|does not match|is truncated|index unavailable)|index file .* is (?:too small|corrupt)|wrong index|unable to read tree|could not read [0-9a-f]{40}|unable to read [0-9a-f]{40}|failed to traverse parents|unable to parse commit|missing (?:object|commit|tree|blob)|does not point to a valid object|unresolved deltas|bad tree object|could not parse commit|invalid sha1 pointer|did not send all necessary objects|unable to find [0-9a-f]{40}|commit-graph .*(?:corrupt|too small|missing)|revision walk setup failed/im;

export function isDamage(error: unknown): boolean {
  return error instanceof GitFailure && signs.test(error.output);
}

/** Another process (a second one of ours, or one that was killed) stood in the way for a moment. */
export function isLocked(error: unknown): boolean {
  return (
    error instanceof GitFailure && /\.lock'|cannot lock ref|unable to update local ref/i.test(error.output)
  );
}
