import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";
import type { Relation } from "./relations.js";

export interface ExactSize {
  /** With TOAST, as pg_table_size has it. */
  readonly heapBytes: number;
  /** And with indexes, as pg_total_relation_size has it. */
  readonly bytes: number;
}

/** Asking looks at every file of a table and takes a third of a millisecond: these many are asked, the rest not. */
const mostTables = 5_000;

const row = z.object({ oid: z.string(), heapBytes: z.number().nullable(), bytes: z.number().nullable() });

/** Needs no right on the tables, but a moment's lock: tables that are locked are left out. */
const sql = `
select asked.oid::text as oid, pg_catalog.pg_table_size(asked.oid)::float8 as "heapBytes",
  pg_catalog.pg_total_relation_size(asked.oid)::float8 as bytes
from unnest($1::oid[]) as asked (oid)`;

/** By oid, the sizes on disk as they are now; of many tables those that were never analysed first, then the largest. */
export async function readExactSizes(
  session: CatalogueSession,
  relations: readonly Relation[],
  locked: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ExactSize>> {
  const stored = relations.filter(({ kind, oid }) => (kind === "r" || kind === "m") && !locked.has(oid));
  const asked = stored
    .sort((one, other) => Number(one.pages > 0) - Number(other.pages > 0) || other.pages - one.pages)
    .slice(0, mostTables);
  const rows = await session.attempt("sizes on disk (taken from the last ANALYZE instead)", row, sql, [
    asked.map(({ oid }) => oid),
  ]);
  return new Map(
    (rows ?? []).flatMap(({ oid, heapBytes, bytes }) =>
      heapBytes === null || bytes === null ? [] : [[oid, { heapBytes, bytes }] as const],
    ),
  );
}
