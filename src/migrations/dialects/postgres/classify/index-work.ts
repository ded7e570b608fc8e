import type { Work } from "../../../operation.js";
import { work, type Context } from "./context.js";

const numberLike =
  /^(?:int[248]|float[48]|numeric|bool|date|time|timetz|timestamp|timestamptz|oid|money|uuid|inet|macaddr)$/;
/** Names that columns of numbers and times have by custom. */
const numberLikeName = /(?:^|_)(?:id|at|on|date|count|position|number|amount|version|flag)$/;

/** How many times a scan's rates a block range index takes, by `npm run bench -- scan-factors`. */
const blockRanges = 1.4;

/** How many times as long CONCURRENTLY takes with text as with numbers, whose rates its class has, by the same. */
const concurrentText = 2.5;

/** What is known of an index beyond its columns; left out: a plain B-tree. */
export interface IndexManner {
  readonly method?: string | undefined;
  readonly concurrently?: boolean;
  /** Whether its first column is sorted downwards. */
  readonly descending?: boolean;
}

/** Building an index on these columns or expressions. Text and wide keys take several times as long to sort. */
export function indexWork(
  keys: readonly string[],
  table: string,
  context: Context,
  { method = "btree", concurrently = false, descending = false }: IndexManner = {},
): Work {
  // A block range index is next to nothing beside the reading of the rows.
  if (method === "brin") return work(context, "scan", table, { factor: blockRanges });
  if (method === "gin" || method === "gist" || method === "spgist")
    return work(context, "index-fulltext", table);
  const order = method === "btree" ? orderOf(keys[0], table, context, descending) : undefined;
  const isNarrow = areNumbers(keys, table, context);
  return work(context, concurrently ? "index-concurrently" : isNarrow ? "index" : "index-text", table, {
    ...(order === undefined ? {} : { order }),
    ...(concurrently && !isNarrow ? { factor: concurrentText } : {}),
  });
}

/** PostgreSQL sorts what is nearly sorted as quickly as what is, and what is sorted the other way round as anything. */
const nearlySorted = 0.99;
/** Between the two nothing was measured. */
const surelyMixed = 0.9;

function orderOf(
  first: string | undefined,
  table: string,
  context: Context,
  descending: boolean,
): Work["order"] {
  const correlation = context.schema.table(table).columns.get(first ?? "")?.correlation ?? null;
  if (correlation === null) return undefined;
  const along = descending ? -correlation : correlation;
  if (along >= nearlySorted) return "sorted";
  return along < surelyMixed ? "mixed" : undefined;
}

function areNumbers(keys: readonly string[], table: string, context: Context): boolean {
  const { columns } = context.schema.table(table);
  return keys.length <= 3 && keys.every((key) => isNumberLike(columns.get(key)?.type?.name, key));
}

function isNumberLike(type: string | undefined, name: string): boolean {
  return type === undefined ? numberLikeName.test(name) : numberLike.test(type);
}
