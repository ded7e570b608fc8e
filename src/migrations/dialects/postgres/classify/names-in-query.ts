import { tablesRead } from "../expressions/tables-read.js";
import { walk } from "../expressions/walk.js";
import {
  as,
  textsOf,
  type CommonTableExpr,
  type Node,
  type RangeVar,
  type SelectStmt,
} from "../parser/ast.js";
import type { Context } from "./context.js";

/** The tables of a statement by the names that its columns are qualified with. */
export type Names = ReadonlyMap<string, string>;

/** What the names in a statement mean. */
export interface Surroundings {
  readonly context: Context;
  /** The tables that the statement reads or changes: other names are those that WITH gives. */
  readonly tables: ReadonlySet<string>;
  readonly around: Names;
  /** What WITH's names are made of. */
  readonly given: ReadonlyMap<string, readonly string[]>;
}

/** What the columns of a subquery mean. */
export interface Scope {
  /** The table outside of it that a column is of; null: it is the subquery's own. */
  readonly outside: (column: Column) => string | null;
}

export function scopeOf(query: SelectStmt, { context, tables, around }: Surroundings): Scope {
  const ranges = rangesIn(query);
  const own = namesOf(ranges, tables);
  const given = new Set(ranges.map(nameOf));
  const derived = new Set(
    [...walk(query)].flatMap(([name, contents]) =>
      name === "RangeSubselect" || name === "RangeFunction"
        ? ((contents as { alias?: { aliasname?: string } }).alias?.aliasname ?? [])
        : [],
    ),
  );
  const has = (table: string, column: string): boolean => context.schema.table(table).columns.has(column);
  // An unqualified name is the subquery's own, unless all columns that it may be are known and it is none of them.
  const isKnown =
    derived.size === 0 &&
    given.size === own.size &&
    [...own.values()].every((table) => context.schema.table(table).columnsKnown);
  const unqualified = (column: string): string | null => {
    if (!isKnown || [...own.values()].some((table) => has(table, column))) return null;
    return [...around.values()].find((table) => has(table, column)) ?? null;
  };
  return {
    outside: ({ qualifier, name }) => {
      if (qualifier === null) return unqualified(name);
      return given.has(qualifier) || derived.has(qualifier) ? null : (around.get(qualifier) ?? null);
    },
  };
}

/** The tables that each name is made of that WITH gives. */
export function givenIn(statement: unknown): Surroundings["given"] {
  return new Map(
    [...walk(statement)].flatMap(([name, contents]) => {
      if (name !== "CommonTableExpr") return [];
      const { ctename = "", ctequery } = contents as CommonTableExpr;
      return [[ctename, tablesRead(ctequery)] as const];
    }),
  );
}

export interface Column {
  /** Null: it is not qualified. */
  readonly qualifier: string | null;
  readonly name: string;
}

/** Null: it is no column by itself. */
export function columnOf(node: Node | undefined): Column | null {
  const reference = as(node, "ColumnRef");
  if (reference === null) return null;
  const parts = textsOf(reference.fields);
  return { qualifier: parts.at(-2) ?? null, name: parts.at(-1) ?? "" };
}

/** All that an expression names, at any depth. */
export function columnsOf(expression: unknown): readonly Column[] {
  return [...walk(expression)].flatMap(([name, contents]) =>
    name === "ColumnRef" ? (columnOf({ ColumnRef: contents }) ?? []) : [],
  );
}

/** All that a statement reads, at any depth. */
export function rangesIn(statement: unknown): readonly RangeVar[] {
  return [...walk(statement)].flatMap(([name, contents]) =>
    name === "RangeVar" ? [contents as RangeVar] : [],
  );
}

/** By which its columns are qualified. */
export function nameOf({ alias, relname = "" }: RangeVar): string {
  return alias?.aliasname ?? relname;
}

/** The outermost of those that share a name, which stand first. */
export function namesOf(ranges: readonly RangeVar[], tables: ReadonlySet<string>): Names {
  const names = new Map<string, string>();
  for (const range of ranges) {
    const { relname = "" } = range;
    if (tables.has(relname) && !names.has(nameOf(range))) names.set(nameOf(range), relname);
  }
  return names;
}
