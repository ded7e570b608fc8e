import type { AlterTable } from "./alter-clause.js";
import type { ColumnDefinition } from "./column.js";
import type { IndexDefinition } from "./index-definition.js";
import type { UnknownCall } from "./read-calls.js";
import type { Select, Subquery } from "./read-subqueries.js";

/** What a statement's expressions read and call. */
export interface Reading {
  /** The tables that it names, each once. */
  readonly tables: readonly string[];
  /** The same by the names that their columns are qualified with. */
  readonly names: ReadonlyMap<string, string>;
  readonly subqueries: readonly Subquery[];
  /** The queries that join tables, but for those in expressions. */
  readonly joins: readonly Select[];
  readonly calls: readonly UnknownCall[];
}

export interface CreateTable {
  readonly table: string;
  readonly temporary: boolean;
  readonly ifNotExists: boolean;
  readonly columns: readonly ColumnDefinition[];
  readonly indexes: readonly IndexDefinition[];
  readonly engine: string | null;
  readonly charset: string | null;
  readonly rowFormat: string | null;
  readonly like: string | null;
  /** What `CREATE TABLE ... SELECT` reads; null without a SELECT. */
  readonly select: Reading | null;
}

/** Rows that are changed. */
export interface ChangeRows {
  readonly verb: "insert" | "replace" | "update" | "delete" | "load_data";
  /** The tables that are changed. */
  readonly tables: readonly string[];
  /** Tables that are read: by INSERT ... SELECT, by joins, by subqueries. */
  readonly sources: readonly string[];
  /** Those that the changed ones are joined with. */
  readonly joined: readonly string[];
  /** `UPDATE a JOIN b`, `DELETE a FROM a`: planned as a query is. */
  readonly multiTable: boolean;
  /** Columns compared with a constant by `=`, `IN` or `<=>` and joined by AND; empty: no WHERE, or not told. */
  readonly equals: readonly string[];
  readonly where: boolean;
  /** INSERT ... VALUES or SET: a handful of rows. */
  readonly literal: boolean;
  readonly limit: number | null;
  readonly reading: Reading;
}

/** What a statement does, as far as its cost depends on it. */
export type Statement =
  | { readonly type: "alter-table"; readonly alter: AlterTable }
  | { readonly type: "create-table"; readonly create: CreateTable }
  | { readonly type: "drop-table"; readonly tables: readonly string[] }
  | { readonly type: "rename-table"; readonly pairs: readonly (readonly [from: string, to: string])[] }
  | { readonly type: "truncate"; readonly table: string }
  | { readonly type: "change-rows"; readonly change: ChangeRows }
  /** SELECT, DO */
  | { readonly type: "select"; readonly reading: Reading }
  | {
      readonly type: "set";
      readonly variables: readonly { readonly name: string; readonly value: string }[];
      readonly reading: Reading;
    }
  | { readonly type: "begin" | "end" | "unlock-tables" | "nothing" }
  | {
      readonly type: "lock-tables";
      readonly tables: readonly { readonly table: string; readonly write: boolean }[];
    }
  | {
      readonly type: "maintain";
      readonly action: string;
      readonly tables: readonly string[];
      readonly thorough: boolean;
    }
  | { readonly type: "prepare"; readonly name: string; readonly sql: string | null }
  | { readonly type: "execute"; readonly name: string }
  | { readonly type: "call"; readonly name: string }
  /** Touches the catalogue only: views, routines, triggers, rights, databases. */
  | { readonly type: "catalogue"; readonly kind: string; readonly table: string | null }
  /** Read by the grammar, but nothing is known of what it costs. */
  | { readonly type: "other"; readonly words: string };
