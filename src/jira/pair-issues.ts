import type { RawIssue } from "./raw-issue.js";

export interface Pairing {
  /** By the key that was asked for. */
  readonly paired: ReadonlyMap<string, RawIssue>;
  /** Asked for and not answered under the same key: not there, not visible, or moved. */
  readonly unanswered: readonly string[];
}

/**
 * Joins answers to the keys that were asked for. Jira answers a moved issue under its new key and does not say
 * which key it was asked under; that much is certain only where one question and one answer are left over.
 */
export function pairIssues(asked: readonly string[], answers: readonly RawIssue[]): Pairing {
  const byKey = new Map(answers.map((issue) => [issue.key, issue]));
  const paired = new Map<string, RawIssue>();
  const unanswered: string[] = [];
  for (const key of asked) {
    const issue = byKey.get(key);
    if (issue === undefined) unanswered.push(key);
    else paired.set(key, issue);
  }
  const unasked = [...byKey.keys()].filter((key) => !paired.has(key));
  const [lastKey, lastAnswer] = [unanswered[0], byKey.get(unasked[0] ?? "")];
  if (unanswered.length === 1 && unasked.length === 1 && lastKey !== undefined && lastAnswer !== undefined) {
    paired.set(lastKey, lastAnswer);
    return { paired, unanswered: [] };
  }
  return { paired, unanswered };
}
