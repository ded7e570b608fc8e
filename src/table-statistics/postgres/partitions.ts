import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";

const row = z.object({ parent: z.string(), child: z.string() });
const sql = `
select h.inhparent::text as parent, h.inhrelid::text as child
from unnest($1::oid[]) as asked (oid) join pg_catalog.pg_inherits h on h.inhparent = asked.oid`;

/** The oids of all that is stored below a table: partitions, their partitions, tables that inherit from it. */
export type Descendants = (oid: string) => readonly string[];

export async function readPartitions(
  session: CatalogueSession,
  oids: readonly string[],
): Promise<Descendants> {
  const rows = await session.attempt("partitions", row, sql, [oids]);
  const children = Map.groupBy(rows ?? [], ({ parent }) => parent);
  return (oid) => {
    const below = new Set<string>();
    const open = [oid];
    for (let next = open.pop(); next !== undefined; next = open.pop())
      for (const { child } of children.get(next) ?? [])
        if (!below.has(child)) {
          below.add(child);
          open.push(child);
        }
    return [...below];
  };
}
