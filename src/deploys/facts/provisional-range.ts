import type { Range } from "../../checker/snapshot.js";
import type { LoggedCommit } from "../ports/mirror.js";

/**
 * The range as far as the log alone tells it: enough to find the issue keys, so that Jira can be asked while git
 * still works out what was reverted or has shipped. Its keys are a superset of the final ones.
 */
export function provisionalRange(commits: readonly LoggedCommit[]): Range {
  return {
    base: null,
    baseReason: "merge-base",
    commits: commits.map(({ tree: _tree, ...commit }) => ({
      ...commit,
      changeId: "",
      alreadyShipped: false,
    })),
    behind: [],
    reverts: [],
  };
}
