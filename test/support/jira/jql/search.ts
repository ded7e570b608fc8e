import { findIssue, isOnScreen, projectKeyOf, type StoredIssue, type World } from "../world.js";
import { type Clause, parseJql } from "./parse.js";
import { JqlError } from "./tokens.js";

/** The values that an issue has in a field, for comparing. */
type Reader = (issue: StoredIssue) => readonly (string | number)[];

interface SearchField {
  readonly read: Reader;
  /** The name of what a value must be one of; unknown values are refused where the query is validated. */
  readonly exists?: (value: string) => boolean;
  /** What a value stands for, e.g. an old key for the present one. */
  readonly resolve?: (value: string) => string;
}

export interface SearchAnswer {
  readonly issues: readonly StoredIssue[];
  /** What was wrong with a query that was not validated. */
  readonly warnings: readonly string[];
}

/** Runs JQL over the issues that `visible` lets through; throws {@link JqlError}. */
export function searchByJql(
  world: World,
  jql: string,
  options: { readonly validate: boolean; readonly visible: (issue: StoredIssue) => boolean },
): SearchAnswer {
  const { where, orderBy } = parseJql(jql);
  const warnings: string[] = [];
  const report = (message: string) => {
    if (options.validate) throw new JqlError(message);
    warnings.push(message);
  };
  const visible = [...world.issues.values()].filter(options.visible);
  const context = { world, seen: new Set(visible.map(({ id }) => id)), report };
  const matches = where === null ? () => true : matcher(where, context);
  const found = visible.filter(matches);
  for (const { field, descending } of orderBy.toReversed()) {
    const { read } = searchField(field, context);
    found.sort((a, b) => compare(read(a)[0], read(b)[0]) * (descending ? -1 : 1));
  }
  return { issues: found, warnings };
}

interface Context {
  readonly world: World;
  readonly seen: ReadonlySet<string>;
  readonly report: (message: string) => void;
}

function matcher(clause: Clause, context: Context): (issue: StoredIssue) => boolean {
  if (clause.kind === "not") {
    const inner = matcher(clause.clause, context);
    return (issue) => !inner(issue);
  }
  if (clause.kind !== "compare") {
    const [left, right] = [matcher(clause.left, context), matcher(clause.right, context)];
    return clause.kind === "and"
      ? (issue) => left(issue) && right(issue)
      : (issue) => left(issue) || right(issue);
  }
  const { field, operator } = clause;
  const { read, exists, resolve = (value: string) => value } = searchField(field, context);
  for (const value of clause.values)
    if (exists !== undefined && !exists(value)) context.report(unknownValue(field, value));
  const wanted = new Set(clause.values.map((value) => resolve(value).toLowerCase()));
  const has = (issue: StoredIssue) => read(issue).some((value) => wanted.has(String(value).toLowerCase()));
  const filled = (issue: StoredIssue) => read(issue).length > 0;
  const contains = (issue: StoredIssue) =>
    read(issue).some((value) => [...wanted].some((text) => String(value).toLowerCase().includes(text)));
  const order = (issue: StoredIssue) => compare(read(issue)[0], clause.values[0]);
  switch (operator) {
    case "=":
    case "in":
      return has;
    // As in Jira, an issue without a value is not "other than" anything.
    case "!=":
    case "not in":
      return (issue) => filled(issue) && !has(issue);
    case "~":
      return contains;
    case "!~":
      return (issue) => filled(issue) && !contains(issue);
    case "is empty":
      return (issue) => !filled(issue);
    case "is not empty":
      return filled;
    case "<":
      return (issue) => filled(issue) && order(issue) < 0;
    case "<=":
      return (issue) => filled(issue) && order(issue) <= 0;
    case ">":
      return (issue) => filled(issue) && order(issue) > 0;
    case ">=":
      return (issue) => filled(issue) && order(issue) >= 0;
  }
}

function searchField(name: string, { world, seen }: Context): SearchField {
  const anyOf = (names: Iterable<string>) => {
    const known = new Set([...names].map((known) => known.toLowerCase()));
    return (value: string) => known.has(value.toLowerCase());
  };
  const visibleIssue = (key: string) => {
    const issue = findIssue(world, key);
    return issue !== null && seen.has(issue.id) ? issue : null;
  };
  const keyField = (read: Reader): SearchField => ({
    read,
    exists: (value) => visibleIssue(value) !== null,
    resolve: (value) => visibleIssue(value)?.key ?? value,
  });
  const fields: Readonly<Record<string, SearchField>> = {
    project: {
      read: (issue) => [projectKeyOf(issue.key), world.projects.get(projectKeyOf(issue.key))?.name ?? ""],
      exists: anyOf([...world.projects.values()].flatMap(({ key, name }) => [key, name])),
    },
    key: keyField((issue) => [issue.key]),
    parent: keyField((issue) => (issue.parent === null ? [] : [world.issues.get(issue.parent)?.key ?? ""])),
    status: { read: (issue) => [issue.status.name], exists: anyOf(world.statuses.map(({ name }) => name)) },
    issuetype: {
      read: (issue) => [issue.type.name],
      exists: anyOf(world.issueTypes.map(({ name }) => name)),
    },
    labels: { read: (issue) => issue.labels },
    summary: { read: (issue) => [issue.summary] },
    assignee: {
      read: ({ assignee }) =>
        assignee === null ? [] : [assignee.displayName, assignee.accountId, assignee.login],
    },
    created: { read: (issue) => [issue.created.toISOString()] },
    updated: { read: (issue) => [issue.updated.toISOString()] },
  };
  const aliases: Readonly<Record<string, string>> = {
    issuekey: "key",
    issue: "key",
    id: "key",
    type: "issuetype",
  };
  const lower = name.toLowerCase();
  const builtIn = fields[aliases[lower] ?? lower];
  if (builtIn !== undefined) return builtIn;
  const customs = world.fields.filter(
    (field) => field.name.toLowerCase() === lower || `cf[${field.id.replace(/\D/g, "")}]` === lower,
  );
  if (customs.length === 0) {
    throw new JqlError(`Field '${name}' does not exist or you do not have permission to view it.`);
  }
  return {
    read: (issue) =>
      customs.flatMap((field): readonly (string | number)[] => {
        const value = isOnScreen(field, issue) ? (issue.values.get(field.id) ?? null) : null;
        if (value === null || value === "") return [];
        return typeof value === "object" ? value : [value];
      }),
  };
}

function unknownValue(field: string, value: string): string {
  if (["key", "issuekey", "issue", "id", "parent"].includes(field.toLowerCase())) {
    return `An issue with key '${value}' does not exist for field '${field}'.`;
  }
  return `The value '${value}' does not exist for the field '${field}'.`;
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return String(a ?? "").localeCompare(String(b ?? ""), "en", { numeric: true });
}
