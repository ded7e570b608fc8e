import { sql, type Kysely } from "kysely";
import type { Store } from "../deploys/ports/store.js";
import type { Schema } from "./schema.js";

/** What a head's page can look back on. */
const evaluationsKept = 20;
const day = 24 * 60 * 60 * 1_000;
/** Much longer than any tracker sends a webhook again. */
const marksKeptFor = 30 * day;

/** What changed from one evaluation to the next, and what shipped. */
const historyKeptFor = 366 * day;
/** That a head has shipped is known soon after it did; until then it has to be findable. */
const overtakenKeptFor = 7 * day;

type Upkeep = Pick<
  Store,
  "recordIssueChanges" | "issuesChangedSince" | "seenBefore" | "firstSeen" | "housekeep" | "ping"
>;

export function createUpkeep(db: Kysely<Schema>): Upkeep {
  return {
    async recordIssueChanges(issueKeys, at) {
      const keys = [...new Set(issueKeys.map((key) => key.toUpperCase()))];
      await sql`
        insert into issue_change (issue_key, at) select unnest(${keys}::text[]), ${at}::timestamptz
        on conflict (issue_key) do update set at = greatest(issue_change.at, excluded.at)`.execute(db);
    },
    async issuesChangedSince(issueKeys, since) {
      const keys = issueKeys.map((key) => key.toUpperCase());
      const row = await db
        .selectFrom("issue_change")
        .select("issue_key")
        .where(sql<boolean>`issue_key = any(${keys}::text[])`)
        .where("at", ">=", new Date(since))
        .limit(1)
        .executeTakeFirst();
      return row !== undefined;
    },
    async seenBefore(kind, identifier) {
      const row = await db
        .selectFrom("seen")
        .select("kind")
        .where("kind", "=", kind)
        .where("identifier", "=", identifier)
        .executeTakeFirst();
      return row !== undefined;
    },
    async firstSeen(kind, identifier, at) {
      const row = await db
        .insertInto("seen")
        .values({ kind, identifier, at })
        .onConflict((conflict) => conflict.doNothing())
        .returning("kind")
        .executeTakeFirst();
      return row !== undefined;
    },
    async housekeep(now) {
      await sql`
        delete from evaluation using (
          select id, row_number() over (
            partition by repository_id, target, head_sha order by id desc
          ) as age from evaluation
        ) as ranked
        where ranked.id = evaluation.id and ranked.age > ${evaluationsKept}`.execute(db);
      await dropOldHistory(db, now);
      const longAgo = new Date(now.getTime() - marksKeptFor);
      await db.deleteFrom("seen").where("at", "<", longAgo).execute();
      await db.deleteFrom("issue_change").where("at", "<", longAgo).execute();
      await db.deleteFrom("session").where("expires_at", "<", now).execute();
      // Who signed off what stays; to tell what has changed since then, nobody needs any more.
      await db
        .updateTable("sign_off")
        .set({ content_ids: null })
        .where("content_ids", "is not", null)
        .where("at", "<", longAgo)
        .execute();
      // Of branches that exist the last push says how long they have been open: it is kept.
      await db.deleteFrom("push").where("sha", "is", null).where("at", "<", longAgo).execute();
    },
    async ping() {
      await sql`select 1`.execute(db);
    },
  };
}

async function dropOldHistory(db: Kysely<Schema>, now: Date): Promise<void> {
  const lastYear = new Date(now.getTime() - historyKeptFor);
  await db
    .deleteFrom("history")
    .where("last_at", "<", lastYear)
    .where((row) => row.or([row("shipped_at", "is", null), row("shipped_at", "<", lastYear)]))
    .execute();
  const lastWeek = new Date(now.getTime() - overtakenKeptFor);
  await sql`
    delete from search_word using (
      select repository_id, target, head_sha from search_word
      except select repository_id, target, head_sha from history
        where shipped_at is not null or last_at >= ${lastWeek}
      except select repository_id, target, head_sha from deploy
    ) as idle
    where idle.repository_id = search_word.repository_id and idle.target = search_word.target
      and idle.head_sha = search_word.head_sha`.execute(db);
}
