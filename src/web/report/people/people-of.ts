import type { Report } from "../../../checker/report.js";

/** Somebody who has a part in a deploy. */
export interface Participant {
  readonly name: string;
  /** Commits that they are the author of. */
  readonly commits: number;
  /** Issues that are assigned to them. */
  readonly issues: number;
}

type Contents = Pick<Report, "commits" | "issues">;

/**
 * Who is on a deploy, those with the most to do with it first. Git knows people by their address, Jira tells only
 * a name: an author's addresses are joined by name, and an assignee is the author of the same name.
 */
export function peopleOf({ commits, issues }: Contents): readonly Participant[] {
  const people = new Map<string, { name: string; commits: number; issues: number }>();
  const byEmail = new Map<string, string>();
  const of = (name: string, key = nameKey(name)): { name: string; commits: number; issues: number } => {
    const known = people.get(key) ?? { name, commits: 0, issues: 0 };
    people.set(key, known);
    return known;
  };
  for (const { author } of commits) {
    const email = author.email.trim().toLowerCase();
    const key = byEmail.get(email) ?? nameKey(author.name);
    if (email !== "") byEmail.set(email, key);
    of(author.name, key).commits++;
  }
  for (const { assignee } of issues) if (assignee !== null) of(assignee).issues++;
  return [...people.values()].toSorted(
    (one, other) => other.commits + other.issues - one.commits - one.issues,
  );
}

function nameKey(name: string): string {
  return name.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase();
}
