import type { Change } from "../changes/change.js";
import { UnreadableChange } from "../unreadable-change.js";
import { columnType } from "./column-type.js";
import { textSql } from "./text-sql.js";
import { valueSql } from "./value-sql.js";

/** A column's type in the engine's SQL; null: none is told. */
export function typeOf(column: Change): string | null {
  const type = column.text("type");
  return type === null || type.trim() === "" ? null : columnType(type, column.engine.family);
}

function autoIncrement(column: Change, type: string): string {
  if (column.truth("autoIncrement") !== true) return "";
  if (!column.isPostgres) return " AUTO_INCREMENT";
  const generation = column.text("generationType") ?? "BY DEFAULT";
  return /serial/i.test(type) ? "" : ` GENERATED ${generation} AS IDENTITY`;
}

/** Where MySQL puts the column. */
function position(column: Change): string {
  const after = column.text("afterColumn");
  return after === null || column.isPostgres ? "" : ` AFTER ${column.names.quoted(after)}`;
}

/**
 * A column's definition as it stands in CREATE TABLE and ADD COLUMN, without keys.
 * @param notNull as said by its constraints, unless it is set later
 */
export function columnSql(column: Change, notNull: boolean): string {
  const type = typeOf(column);
  if (type === null) throw new UnreadableChange(`the type of column ${column.required("name")} is not told`);
  const value = /serial/i.test(type) ? null : valueSql(column, "defaultValue", type);
  const isGenerated = value !== null && /^\s*generated\s+always\b/i.test(value);
  const remarks = column.isPostgres ? null : column.text("remarks");
  return [
    `${column.names.quoted(column.required("name"))} ${type}`,
    value === null ? "" : isGenerated ? ` ${value}` : ` DEFAULT ${value}`,
    autoIncrement(column, type),
    notNull ? " NOT NULL" : column.isPostgres ? "" : " NULL",
    remarks === null ? "" : ` COMMENT ${textSql(false, remarks)}`,
    position(column),
  ].join("");
}

/** Whether the column's constraints say that it has a value. */
export const isNotNull = (column: Change): boolean => column.part("constraints")?.truth("nullable") === false;
