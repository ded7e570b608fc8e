import { sql, type Kysely } from "kysely";
import type { Report } from "../checker/report.js";
import type { PackedOutline } from "./history-outline.js";
import type { Schema } from "./schema.js";

/**
 * Continues the history of a ref: where the evaluation came to what the last one did, in the same row. One
 * statement, since the status waits for it. Compared is with the last that could tell: from one that could not,
 * everything seems to be gone.
 */
export async function saveHistoryEntry(
  trx: Kysely<Schema>,
  {
    repositoryId,
    ref,
    report,
  }: { readonly repositoryId: number; readonly ref: string; readonly report: Report },
  { commits, outline, digest }: PackedOutline,
): Promise<void> {
  const { target, head, state, summary, gatheredAt: at } = report;
  await sql`
    with newest as (
      select id, head_sha, digest, shipped_at from history
      where repository_id = ${repositoryId} and target = ${target} and ref = ${ref}
      order by id desc limit 1
    ), previous as (
      select id from history
      where repository_id = ${repositoryId} and target = ${target} and ref = ${ref} and state <> 'error'
      order by id desc limit 1
    ), repeated as (
      update history set last_at = ${at}::timestamptz, evaluations = evaluations + 1 from newest
      where history.id = newest.id and newest.head_sha = ${head.sha} and newest.digest = ${digest}
        and newest.shipped_at is null
      returning history.id
    )
    insert into history (repository_id, target, ref, head_sha, state, summary, at, last_at, evaluations,
      previous_id, commits, outline, digest)
    select ${repositoryId}::bigint, ${target}::text, ${ref}::text, ${head.sha}::text, ${state}::text,
      ${summary}::text, ${at}::timestamptz, ${at}::timestamptz, 1, (select id from previous), ${commits}::integer,
      ${outline}::bytea, ${digest}::text
    where not exists (select from repeated)`.execute(trx);
}

/** Heads are live, as far as they were to ship and nobody has noted it yet. */
export async function noteShipped(
  db: Kysely<Schema>,
  { repositoryId, target }: { readonly repositoryId: number; readonly target: string },
  heads: readonly string[],
  { productionSha, at }: { readonly productionSha: string; readonly at: string },
): Promise<void> {
  await sql`
    update history set shipped_at = ${at}::timestamptz, shipped_as = ${productionSha}
    where shipped_at is null and coalesce(commits, 1) > 0 and id in (
      select max(id) from history
      where repository_id = ${repositoryId} and target = ${target} and head_sha = any(${[...heads]}::text[])
      group by head_sha
    )`.execute(db);
}
