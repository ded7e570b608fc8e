import { quote } from "./quote.js";
import type { CommitSummary } from "./snapshot.js";

/** `1a2b3c4 "Fix the thing"`: how sentences name a commit. */
export function describeCommit({ sha, subject }: CommitSummary): string {
  return `${sha.slice(0, 7)} ${quote(subject)}`;
}
