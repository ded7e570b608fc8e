import { commitSubject } from "./commit-subject.js";
import { contentDigest, type ContentPart } from "./content-ids.js";
import { count } from "./count.js";
import { describeCommit } from "./describe-commit.js";
import { enumerate } from "./enumerate.js";
import type { ReportSignOff, SignOff } from "./report.js";
import type { SignOffRule } from "./rules.js";

/** New commits that are named; the rest is counted. */
const commitsNamed = 3;

/**
 * Which of the sign-offs that people gave hold for what a deploy contains now, by the policy's sign-offs; and where
 * none does, whose fell last and why. `parts` null: what it contains is not known, so nobody's is known to hold.
 */
export function judgeSignOffs(
  rules: readonly SignOffRule[],
  given: readonly SignOff[],
  parts: readonly ContentPart[] | null,
): readonly ReportSignOff[] {
  const content = parts === null ? null : contentDigest(parts.map(({ id }) => id));
  return rules.map(({ name, by }) => {
    const own = given
      .filter((one) => one.name === name)
      .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
    const holding = own.filter((one) => one.content === content);
    const newest = own.at(-1);
    return {
      name,
      by,
      given: holding.map(({ id, by: login, note, at }) => ({ id, by: login, note, at })),
      fallen:
        parts === null || holding.length > 0 || newest === undefined
          ? null
          : { by: newest.by, at: newest.at, why: whatChanged(newest.contentIds, parts) },
    };
  });
}

/** "2 commits are new (1a2b3c4 "Fix", ...) and 1 commit is gone" */
export function whatChanged(before: readonly string[] | null, parts: readonly ContentPart[]): string {
  if (before === null) return "the deploy has other commits";
  const was = new Set(before);
  const is = new Set(parts.map(({ id }) => id));
  const added = parts.filter(({ id }) => !was.has(id));
  const gone = before.filter((id) => !is.has(id)).length;
  const named = added.map(({ sha, message }) => describeCommit({ sha, subject: commitSubject(message) }));
  const news =
    added.length === 0 ? [] : [`${are(added.length)} new (${enumerate(named, "and", commitsNamed)})`];
  return [...news, ...(gone === 0 ? [] : [`${are(gone)} gone`])].join(" and ");
}

function are(commits: number): string {
  return `${count(commits, "commit")} ${commits === 1 ? "is" : "are"}`;
}
