import type { IndexDefinition } from "../statement/index-definition.js";
import type { ColumnType } from "../statement/column-type.js";
import type { PlanContext } from "./plan.js";
import { charsetOf, likelyWidths } from "./text-width.js";

/** What a B-tree of InnoDB's holds of a row at most, and with the older row formats. */
const longestKey = 3072;
const longestOldKey = 767;

function bytesOf(type: ColumnType, prefix: number | null, { table, can }: PlanContext): number {
  const isText = /text$|^(var)?char$|^json$/.test(type.base);
  const isBinary = /blob$|^(var)?binary$/.test(type.base);
  if (!isText && !isBinary) return 8;
  const unbounded = /text$|blob$|^json$/.test(type.base);
  const length = prefix ?? (unbounded ? Infinity : (type.numbers[0] ?? 1));
  return isBinary ? length : length * Math.max(...likelyWidths(charsetOf(type, table, can.defaultCharset)));
}

/**
 * Whether MariaDB keeps a unique index as a hash, because its key is too long for a B-tree: in a hidden virtual column,
 * which only a copy of the table adds. https://mariadb.com/docs/server/mariadb-quickstart-guides/mariadb-indexes-guide
 */
export function isHashed(index: IndexDefinition, context: PlanContext): boolean {
  if (!context.can.mariadb || index.kind !== "unique") return false;
  const bytes = index.columns.map((column, at) => {
    const type = context.table.column(column)?.type;
    return type === undefined ? 0 : bytesOf(type, index.prefixes?.[at] ?? null, context);
  });
  const isOld = /^(compact|redundant)$/.test(context.table.rowFormat ?? "");
  return bytes.reduce((sum, each) => sum + each, 0) > (isOld ? longestOldKey : longestKey);
}
