import type { TableState } from "../schema/table-state.js";
import type { ColumnType } from "../statement/column-type.js";
import type { MysqlRuleId } from "../rules/mysql-rules.js";
import type { Abilities } from "./abilities.js";
import { charsetOf, likelyWidths } from "./text-width.js";

export type TypeChange = "same" | MysqlRuleId;

const displayWidthOnly = new Set(["tinyint", "smallint", "mediumint", "int", "bigint", "year"]);
const variable = new Set(["varchar", "varbinary"]);
const memberTypes = new Set(["enum", "set"]);

const defaultNumbers: Readonly<Record<string, readonly number[]>> = {
  decimal: [10, 0],
  char: [1],
  binary: [1],
  bit: [1],
  datetime: [0],
  timestamp: [0],
  time: [0],
};

function numbersOf({ base, numbers }: ColumnType): string {
  const defaults = defaultNumbers[base] ?? [];
  return defaults.length === 0
    ? numbers.join()
    : defaults.map((value, index) => numbers[index] ?? value).join();
}

function length({ numbers }: ColumnType): number {
  return numbers[0] ?? 0;
}

function compareLengths(old: ColumnType, now: ColumnType, table: TableState, can: Abilities): TypeChange {
  if (length(now) === length(old)) return "same";
  if (length(now) < length(old)) return "modify-type";
  const ofOld = old.base === "varbinary" ? [1] : likelyWidths(charsetOf(old, table, can.defaultCharset));
  const crosses = ofOld.some((width) => length(old) * width <= 255 && length(now) * width > 255);
  if (!crosses) return "modify-widen-varchar";
  if (!can.mariadb) return "modify-cross-255";
  const short = ofOld.every((width) => length(old) * width <= 127);
  return short || table.rowFormat === "redundant" ? "modify-cross-255-mariadb" : "modify-cross-255";
}

/** One byte holds 255 members of an ENUM, and 8, 16, 24 or 32 of a SET; 64 take eight bytes. */
function memberBytes({ base, members }: ColumnType): number {
  if (base === "enum") return members.length <= 255 ? 1 : 2;
  const bytes = Math.ceil(members.length / 8);
  return bytes > 4 ? 8 : bytes;
}

function compareMembers(old: ColumnType, now: ColumnType): TypeChange {
  const kept = old.members.every((member, index) => now.members[index] === member);
  if (!kept || memberBytes(old) !== memberBytes(now)) return "modify-reorder-enum";
  return now.members.length === old.members.length ? "same" : "modify-extend-enum";
}

/** What a column's new type asks of its stored values, character set aside. */
export function compareTypes(
  old: ColumnType,
  now: ColumnType,
  table: TableState,
  can: Abilities,
): TypeChange {
  if (old.base !== now.base || old.unsigned !== now.unsigned) return "modify-type";
  if (displayWidthOnly.has(now.base)) return old.zerofill === now.zerofill ? "same" : "modify-type";
  if (variable.has(now.base)) return compareLengths(old, now, table, can);
  if (memberTypes.has(now.base)) return compareMembers(old, now);
  return numbersOf(old) === numbersOf(now) ? "same" : "modify-type";
}
