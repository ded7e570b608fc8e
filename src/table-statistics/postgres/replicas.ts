import { z } from "zod";
import type { CatalogueSession } from "../catalogue-session.js";

const row = z.object({
  replicas: z.number(),
  /** Of the replicas that tell. */
  telling: z.number(),
  bytes: z.number().nullable(),
  seconds: z.number().nullable(),
});

/**
 * Whoever may not see more than that there are replicas (that takes pg_read_all_stats) finds nulls in their columns:
 * https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-REPLICATION-VIEW
 */
const ofPrimary = `
select count(*)::int as replicas, count(replay_lsn)::int as telling,
  max(pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_lsn(), replay_lsn))::float8 as bytes,
  max(extract(epoch from replay_lag))::float8 as seconds
from pg_catalog.pg_stat_replication`;

/** A standby that has replayed all it received is not behind, however long ago the primary last wrote. */
const ofStandby = `
select 1 as replicas, 1 as telling,
  pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_last_wal_receive_lsn(), pg_catalog.pg_last_wal_replay_lsn())::float8 as bytes,
  case when pg_catalog.pg_last_wal_receive_lsn() = pg_catalog.pg_last_wal_replay_lsn() then 0
    else extract(epoch from now() - pg_catalog.pg_last_xact_replay_timestamp()) end::float8 as seconds`;

/** How far replicas are behind, as notes: what a migration writes has to get there, too. */
export async function readReplicas(session: CatalogueSession, standby: boolean): Promise<readonly string[]> {
  const rows = await session.attempt("replicas", row, standby ? ofStandby : ofPrimary);
  const found = rows?.[0];
  if (found === undefined || found.replicas === 0) return [];
  const { replicas, telling, bytes, seconds } = found;
  const who = standby ? "the server is a replica" : replicas === 1 ? "1 replica" : `${replicas} replicas`;
  if (telling === 0 || bytes === null)
    return [`${who}: how far behind is not told (grant pg_read_all_stats)`];
  const silent = telling < replicas ? `, ${replicas - telling} of them do not tell` : "";
  const furthest = replicas === 1 ? "" : "the furthest ";
  return [`${who}, ${furthest}${behind(bytes, seconds)}${silent}`];
}

function behind(bytes: number, seconds: number | null): string {
  const time = seconds === null ? "" : ` (${Math.round(seconds)} s)`;
  return `${(Math.max(0, bytes) / 1_000_000).toFixed(1)} MB${time} behind`;
}
