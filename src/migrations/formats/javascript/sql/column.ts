import type { Target } from "./target.js";

/** A column as SQL has it. */
export interface Column {
  readonly name: string;
  /** As SQL, whole: "varchar(255)". */
  readonly type: string;
  readonly notNull: boolean;
  /** As SQL; null: none. */
  readonly default: string | null;
  readonly autoIncrement: boolean;
  readonly primary: boolean;
  readonly unique: boolean;
  /** Behind the default, as SQL: a collation, a check, GENERATED ALWAYS AS. */
  readonly extra: readonly string[];
  readonly comment: string | null;
  /** MySQL: FIRST or AFTER, as SQL. */
  readonly position: string | null;
}

/** A column's definition, as CREATE TABLE and ADD COLUMN take it. */
export function columnSql(target: Target, column: Column): string {
  const { isPostgres } = target;
  const parts = [
    target.name(column.name),
    column.type,
    column.notNull ? "NOT NULL" : null,
    column.default === null ? null : `DEFAULT ${column.default}`,
    ...column.extra,
    column.autoIncrement && !isPostgres ? "AUTO_INCREMENT" : null,
    column.primary ? "PRIMARY KEY" : null,
    column.unique ? "UNIQUE" : null,
    column.comment !== null && !isPostgres ? `COMMENT ${target.text(column.comment)}` : null,
    isPostgres ? null : column.position,
  ];
  return parts.filter((part) => part !== null).join(" ");
}

/** PostgreSQL's comment, which is a statement of its own; null: there is none. */
export function commentSql(target: Target, table: string, { name, comment }: Column): string | null {
  if (comment === null || !target.isPostgres) return null;
  return `COMMENT ON COLUMN ${target.table(table)}.${target.name(name)} IS ${target.text(comment)}`;
}
