import type { ColumnType } from "./column-type.js";

/** A column as CREATE TABLE, ADD, MODIFY and CHANGE write it. */
export interface ColumnDefinition {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** The expression of DEFAULT; null where there is none. */
  readonly default: string | null;
  readonly autoIncrement: boolean;
  readonly generated: "virtual" | "stored" | null;
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly comment: string | null;
  /** The table that an inline REFERENCES names. */
  readonly references: string | null;
  readonly check: "enforced" | "not enforced" | null;
}

/** Where FIRST or AFTER puts a column; null: where it is, or at the end. */
export type Place = { readonly first: true } | { readonly after: string } | null;
