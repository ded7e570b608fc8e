import type { LoggedCommit } from "../deploys/ports/mirror.js";

/**
 * `git log` arguments whose output {@link parseLoggedCommits} reads. Fields end with NUL, which no part of a commit
 * can hold; the message comes last, so that it may hold anything else. `--encoding`: commits may declare another.
 */
export const logFormat = [
  "-z",
  "--topo-order",
  "--no-show-signature",
  "--no-color",
  "--no-mailmap",
  "--no-notes",
  "--no-decorate",
  "--encoding=UTF-8",
  "--format=tformat:%H%x00%P%x00%T%x00%an%x00%ae%x00%aI%x00%cI%x00%B%x00",
] as const;

const fieldsPerCommit = 9;
/** A commit may carry a date that git cannot print. */
const unknownDate = "1970-01-01T00:00:00+00:00";

export function parseLoggedCommits(output: string): LoggedCommit[] {
  const fields = output.split("\0");
  const commits: LoggedCommit[] = [];
  for (let at = 0; at + fieldsPerCommit <= fields.length; at += fieldsPerCommit) {
    const [sha = "", parents = "", tree = "", name = "", email = "", authored, committed, message = ""] =
      fields.slice(at, at + fieldsPerCommit);
    const committedAt = committed || unknownDate;
    commits.push({
      sha,
      parents: parents === "" ? [] : parents.split(" "),
      tree,
      author: { name, email },
      authoredAt: authored || committedAt,
      committedAt,
      message: message.replace(/\n+$/, ""),
    });
  }
  return commits;
}
