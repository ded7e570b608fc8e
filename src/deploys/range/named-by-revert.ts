import type { RevertedBy } from "../../checker/reverts.js";
import type { LoggedCommit } from "../ports/mirror.js";

export interface NamedCommits {
  /** Newest first; at least one. */
  readonly shas: readonly string[];
  /** Whether a patch that is the same reversed will do, or only the exact inverse. */
  readonly mayComparePatches: boolean;
}

const pullRequestSuffix = / \(#[0-9]+\)$/;

/**
 * Finds the commits that a revert's message names among those older than it (newest first); null where it names
 * none of them: then it undoes something that shipped before, and is an ordinary commit of this range. Ids are
 * certain; a pull request's number nearly so; a subject can be anybody's, so of several commits the one counts that
 * is really undone. After a rebase the id in the message is of a commit that is gone, while the subject still holds.
 */
export function namedByRevert(
  says: RevertedBy,
  older: readonly LoggedCommit[],
  isInverted: (sha: string) => boolean,
): NamedCommits | null {
  const byId = older.filter(({ sha }) => says.shas.some((named) => sha.startsWith(named)));
  if (byId.length > 0) {
    return { shas: byId.map(({ sha }) => sha), mayComparePatches: says.shas.length === 1 };
  }
  const byNumber = older.find(({ message }) =>
    says.pullRequests.some((number) => cameWith(number, subjectOf(message))),
  );
  if (byNumber !== undefined) return { shas: [byNumber.sha], mayComparePatches: true };

  const bySubject = older.filter(({ message }) => says.subjects.includes(subjectOf(message)));
  const alike =
    bySubject.length > 0
      ? bySubject
      : older.filter(({ message }) =>
          says.subjects.includes(subjectOf(message).replace(pullRequestSuffix, "")),
        );
  const named = alike.find(({ sha }) => isInverted(sha)) ?? (says.shas.length === 0 ? alike[0] : undefined);
  return named === undefined ? null : { shas: [named.sha], mayComparePatches: false };
}

function cameWith(pullRequest: number, subject: string): boolean {
  return subject.endsWith(` (#${pullRequest})`) || subject.startsWith(`Merge pull request #${pullRequest} `);
}

function subjectOf(message: string): string {
  return message.split("\n", 1)[0]?.trim() ?? "";
}
