import type { ColumnType } from "../statement/column-type.js";
import { charsetOf, likelyWidths, sameCharset } from "./text-width.js";
import type { PlanContext } from "./plan.js";
import type { TypeChange } from "./compare-types.js";

const textTypes = new Set(["char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"]);

export function isText({ base }: ColumnType): boolean {
  return textTypes.has(base);
}

/** Whether a length's bytes stay on their side of 255 when characters grow wider. */
function keepsLengthBytes(old: ColumnType, now: ColumnType, from: string, to: string): boolean {
  if (now.base !== "varchar" && now.base !== "char") return true;
  const bytes = (type: ColumnType, charset: string): number =>
    (type.numbers[0] ?? 1) * (likelyWidths(charset)[0] ?? 1);
  return bytes(old, from) > 255 === bytes(now, to) > 255;
}

/** MariaDB keeps lengths up to 127 alike in both forms. */
function isShort(old: ColumnType, charset: string): boolean {
  return old.base === "varchar" && (old.numbers[0] ?? 0) * (likelyWidths(charset)[0] ?? 1) <= 127;
}

/**
 * What a column's new character set or collation asks of it. MODIFY without one gives the table's.
 * MySQL: https://dev.mysql.com/worklog/task/?id=11605; MariaDB: measured, see against-mariadb.test.ts.
 */
export function compareCharsets(
  name: string,
  old: ColumnType,
  now: ColumnType,
  { can, table }: PlanContext,
): TypeChange {
  if (!isText(now) || !isText(old)) return "same";
  const from = charsetOf(old, table, null);
  const to = charsetOf(now, table, null);
  const explicit = now.charset !== null || now.collation !== null;
  if (!explicit && (old.charset === null || to === null) && old.collation === null) return "same";
  if (from === null || to === null) return "modify-charset";
  const indexed = table.isIndexed(name) !== false;
  if (!sameCharset(from, to)) {
    const superset = sameCharset(from, "utf8mb3") && to === "utf8mb4";
    const fits = keepsLengthBytes(old, now, from, to) || (can.mariadb && isShort(old, from));
    if (!superset || !fits || !can.charsetInPlace) return "modify-charset";
    if (!indexed) return "modify-charset-metadata";
    // Where the collation's order stays the same MariaDB need not even order the index anew; facts do not tell.
    return can.mariadb && table.isIndexed(name) === true ? "modify-charset-index" : "modify-charset";
  }
  if (now.collation === null || now.collation === old.collation) return "same";
  if (!can.charsetInPlace) return "modify-charset";
  if (!indexed) return "modify-charset-metadata";
  return can.mariadb && table.isIndexed(name) === true ? "modify-charset-index" : "modify-charset";
}
