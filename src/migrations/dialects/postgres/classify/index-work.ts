import type { Work, WorkClass } from "../../../operation.js";
import { work, type Context } from "./context.js";

const numberLike =
  /^(?:int[248]|float[48]|numeric|bool|date|time|timetz|timestamp|timestamptz|oid|money|uuid|inet|macaddr)$/;
/** Names that columns of numbers and times have by custom. */
const numberLikeName = /(?:^|_)(?:id|at|on|date|count|position|number|amount|version|flag)$/;

/** How many times a scan's rates a block range index takes, by `npm run bench -- scan-factors`. */
const blockRanges = 1.4;

/** Building an index on these columns or expressions. Text and wide keys take several times as long to sort. */
export function indexWork(
  keys: readonly string[],
  table: string,
  context: Context,
  method = "btree",
  concurrently = false,
): Work {
  // A block range index is next to nothing beside the reading of the rows.
  if (method === "brin") return work(context, "scan", table, { factor: blockRanges });
  return work(context, workClass(keys, table, context, method, concurrently), table);
}

function workClass(
  keys: readonly string[],
  table: string,
  context: Context,
  method: string,
  concurrently: boolean,
): WorkClass {
  if (method === "gin" || method === "gist" || method === "spgist") return "index-fulltext";
  if (concurrently) return "index-concurrently";
  const { columns } = context.schema.table(table);
  const isNarrow = keys.length <= 3 && keys.every((key) => isNumberLike(columns.get(key)?.type?.name, key));
  return isNarrow ? "index" : "index-text";
}

function isNumberLike(type: string | undefined, name: string): boolean {
  return type === undefined ? numberLikeName.test(name) : numberLike.test(type);
}
