import { z } from "zod";
import type { CountedRows } from "../../deploys/ports/table-statistics.js";
import { countInTurn } from "../count-in-turn.js";
import { limitsToCount, type GatheringLimits } from "../limits.js";
import { inPostgres } from "./postgres-session.js";

const relation = z.object({ quoted: z.string() });
const count = z.object({ rows: z.number() });
const done = z.object({});

/** Partitions are tables of their own name, and counted with the one that they belong to. */
const relations = `
select pg_catalog.format('%I.%I', n.nspname, c.relname) as quoted
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relname = $1 and c.relkind in ('r', 'p', 'm') and ($2::text[] is null or n.nspname = any($2))
  and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;

/**
 * `COUNT(*)` of tables; equal names in several schemas add up, as their statistics do.
 *
 * @throws GatheringFailed
 */
export function countPostgres(
  url: string,
  tables: readonly string[],
  seconds: number,
  limits: GatheringLimits,
): Promise<CountedRows> {
  const schemas = new URL(url).searchParams.get("schema")?.split(",") ?? null;
  return inPostgres(url, limitsToCount(limits, seconds), (session) =>
    countInTurn(tables, seconds, session.notes, async (table, milliseconds) => {
      const found = await session.query(relation, relations, [table, schemas]);
      if (found.length === 0) return null;
      await session.query(done, "select pg_catalog.set_config('statement_timeout', $1, true)", [
        String(milliseconds),
      ]);
      const parts = found.map(({ quoted }) => `select pg_catalog.count(*) from ${quoted}`);
      const sql = `select sum(count)::float8 as rows from (${parts.join(" union all ")}) as counts`;
      const rows = await session.attempt(`counting ${table}`, count, sql);
      return rows?.[0]?.rows ?? null;
    }),
  );
}
