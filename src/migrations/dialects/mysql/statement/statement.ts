import type { AlterTable } from "./alter-clause.js";
import type { ColumnDefinition } from "./column.js";
import type { IndexDefinition } from "./index-definition.js";

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
  /** The tables that `CREATE TABLE ... SELECT` reads; null without a SELECT. */
  readonly select: readonly string[] | null;
}

/** Rows that are changed. */
export interface ChangeRows {
  readonly verb: "insert" | "replace" | "update" | "delete" | "load_data";
  /** The tables that are changed. */
  readonly tables: readonly string[];
  /** Tables that are read: by INSERT ... SELECT, by joins. */
  readonly sources: readonly string[];
  /** Columns compared with a constant by `=`, `IN` or `<=>` and joined by AND; empty: no WHERE, or not told. */
  readonly equals: readonly string[];
  readonly where: boolean;
  /** INSERT ... VALUES or SET: a handful of rows. */
  readonly literal: boolean;
  readonly limit: number | null;
}

/** What a statement does, as far as its cost depends on it. */
export type Statement =
  | { readonly type: "alter-table"; readonly alter: AlterTable }
  | { readonly type: "create-table"; readonly create: CreateTable }
  | { readonly type: "drop-table"; readonly tables: readonly string[] }
  | { readonly type: "rename-table"; readonly pairs: readonly (readonly [from: string, to: string])[] }
  | { readonly type: "truncate"; readonly table: string }
  | { readonly type: "change-rows"; readonly change: ChangeRows }
  | { readonly type: "select"; readonly tables: readonly string[] }
  | { readonly type: "set"; readonly variables: readonly { readonly name: string; readonly value: string }[] }
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
