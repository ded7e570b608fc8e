import type { Node } from "../parser/ast.js";
import type { ColumnType } from "../column-types/column-type.js";

export interface ColumnState {
  /** Null: not known. */
  readonly type: ColumnType | null;
  readonly notNull: boolean | null;
  readonly generated?: "stored" | "virtual";
  /** How well the order of its values is that of the rows: 1 the same, -1 the reverse; null or absent: not known. */
  readonly correlation?: number | null;
}

export interface IndexState {
  /** Columns; an expression stands as it was written. */
  readonly columns: readonly string[];
  /** Columns that expressions and the WHERE clause mention. */
  readonly mentions: ReadonlySet<string>;
  /** Null: not known. */
  readonly unique: boolean | null;
  /** Whether it has only the rows that its WHERE clause means. */
  readonly partial?: boolean;
  /** Whether no row is found with it by a column's value: not valid, or for other questions. */
  readonly unused?: boolean;
}

export interface CheckState {
  readonly expression: Node | null;
  readonly validated: boolean;
}

export interface ForeignKeyState {
  readonly columns: readonly string[];
  readonly references: string;
  readonly validated: boolean;
}

/** What is known of one table at a moment of the deploy: production's facts and what the deploy did so far. */
export interface TableState {
  /** By which name its size is known: production's, or the one it was created with. */
  readonly sizeName: string;
  /** Whether this deploy created it. */
  readonly created: boolean;
  /** The transaction that created it; null: none of this deploy, or outside of any. */
  readonly createdIn: number | null;
  /** No other session sees it. */
  readonly temporary: boolean;
  /** As in the facts: "view", "partitioned table", ...; null: a plain table, or not known. */
  readonly kind: string | null;
  readonly columns: Map<string, ColumnState>;
  /** Whether `columns`, `indexes` and `checks` are all that there are. */
  readonly columnsKnown: boolean;
  readonly indexes: Map<string, IndexState>;
  readonly indexesKnown: boolean;
  readonly checks: Map<string, CheckState>;
  /** NOT NULL constraints that are not validated (18 and newer): name to column. */
  readonly looseNotNulls: Map<string, string>;
  readonly foreignKeys: Map<string, ForeignKeyState>;
  /** The partitioned tables and others that it inherits from, as far as this deploy has said it. */
  readonly parents: Set<string>;
}

export function copyTable(table: TableState): TableState {
  return {
    ...table,
    columns: new Map(table.columns),
    indexes: new Map(table.indexes),
    checks: new Map(table.checks),
    looseNotNulls: new Map(table.looseNotNulls),
    foreignKeys: new Map(table.foreignKeys),
    parents: new Set(table.parents),
  };
}

/** A table of which nothing is known but its name. */
export function unknownTable(name: string): TableState {
  return {
    sizeName: name,
    created: false,
    createdIn: null,
    temporary: false,
    kind: null,
    columns: new Map(),
    columnsKnown: false,
    indexes: new Map(),
    indexesKnown: false,
    checks: new Map(),
    looseNotNulls: new Map(),
    foreignKeys: new Map(),
    parents: new Set(),
  };
}
