import type { ReportIssue } from "../../../checker/report.js";
import type { PlacedIssue } from "../issue-order.js";
import type { Grouping } from "./contents-wish.js";

/** Issues that belong together. */
export interface IssueGroup {
  /** Null where issues are not grouped. */
  readonly title: string | null;
  /** What an epic is about, beside its key; empty where there is no more to say. */
  readonly about: string;
  readonly issues: readonly PlacedIssue[];
}

interface Belonging {
  readonly id: string;
  readonly title: string;
  readonly about: string;
}

const rest = "";

/**
 * Groups placed issues; a nested one goes where its parent goes. Groups stand in the order of their first
 * issues, what belongs to none last.
 */
export function groupIssues(
  placed: readonly PlacedIssue[],
  all: readonly ReportIssue[],
  grouping: Grouping,
): readonly IssueGroup[] {
  if (grouping === "none") return placed.length === 0 ? [] : [{ title: null, about: "", issues: placed }];
  const belongs = grouping === "type" ? byType : byEpic(all);
  const groups = new Map<string, { belonging: Belonging; issues: PlacedIssue[] }>();
  let current: Belonging | null = null;
  for (const one of placed) {
    if (!one.nested || current === null) current = belongs(one.issue);
    const group = groups.get(current.id) ?? { belonging: current, issues: [] };
    groups.set(current.id, group);
    group.issues.push(one);
  }
  const inOrder = [...groups.values()].toSorted(
    (one, other) => Number(one.belonging.id === rest) - Number(other.belonging.id === rest),
  );
  return inOrder.map(({ belonging: { title, about }, issues }) => ({ title, about, issues }));
}

function byType({ type }: ReportIssue): Belonging {
  return type === rest
    ? { id: rest, title: "Without a type", about: "" }
    : { id: `type ${type}`, title: type, about: "" };
}

/** An epic that ships itself stands in its own group; so does a sub-task's parent that does not ship. */
function byEpic(all: readonly ReportIssue[]): (issue: ReportIssue) => Belonging {
  const epics = new Set(all.flatMap(({ subtask, parent }) => (subtask ? [] : [parent?.key])));
  return ({ key, movedTo, summary, type, parent }) => {
    const present = movedTo ?? key;
    if (epics.has(present)) return epic({ key: present, summary, type });
    return parent === null ? { id: rest, title: "Without an epic", about: "" } : epic(parent);
  };
}

function epic({ key, summary, type }: NonNullable<ReportIssue["parent"]>): Belonging {
  return { id: `epic ${key}`, title: `${type === "" ? "Epic" : type} ${key}`, about: summary };
}
