import type { ReportIssue } from "../../../checker/report.js";
import { isRiskField, riskRank } from "../overview/risk-rank.js";

/** A column that issues can be sorted by: what it shows of an issue, and the order of that. */
export interface SortableColumn {
  readonly read: (issue: ReportIssue) => string | null;
  readonly compare: (one: string, other: string) => number;
}

const { compare: byWords } = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
const byRisk = (one: string, other: string): number => riskRank(one) - riskRank(other) || byWords(one, other);

const fixed: readonly (readonly [string, SortableColumn])[] = [
  ["key", { read: ({ key }) => key, compare: byWords }],
  ["summary", { read: ({ summary }) => summary, compare: byWords }],
  ["type", { read: ({ type }) => type, compare: byWords }],
  ["status", { read: ({ status }) => status, compare: byWords }],
  ["assignee", { read: ({ assignee }) => assignee, compare: byWords }],
  [
    "commits",
    { read: ({ commits }) => String(commits.length), compare: (one, other) => Number(other) - Number(one) },
  ],
];

/** A policy's field as addresses call it: "post-deploy-checks"; empty where nothing of its name can be used. */
export function fieldId(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 80)
    .replace(/^-|-$/g, "");
}

/** By their name in addresses: all columns, those of the policy's fields too. Of two with one name the first has it. */
export function sortableColumns(fields: readonly string[]): ReadonlyMap<string, SortableColumn> {
  const columns = new Map(fixed);
  for (const name of fields) {
    const id = fieldId(name);
    if (id === "" || columns.has(id)) continue;
    columns.set(id, {
      read: ({ fields: values }) => values[name] ?? null,
      compare: isRiskField(name) ? byRisk : byWords,
    });
  }
  return columns;
}

/**
 * The issues as `sort` asks ("status", "-status" the other way round), those without a value last; in the order
 * that they had where it names no column.
 */
export function sortIssues(
  issues: readonly ReportIssue[],
  sort: string,
  columns: ReadonlyMap<string, SortableColumn>,
): readonly ReportIssue[] {
  const column = columns.get(sort.replace(/^-/, ""));
  if (column === undefined) return issues;
  const sign = sort.startsWith("-") ? -1 : 1;
  const valued = issues.map((issue) => ({ issue, value: column.read(issue) ?? "" }));
  const empty = valued.filter(({ value }) => value === "");
  const sorted = valued
    .filter(({ value }) => value !== "")
    .sort((one, other) => sign * column.compare(one.value, other.value));
  return [...sorted, ...empty].map(({ issue }) => issue);
}
