import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { DeployHistory } from "../deploys/ports/history.js";
import { stateSchema } from "./state-schema.js";
import type { Schema } from "./schema.js";

/** Words of a hit that are named. */
const wordsShown = 5;
const kind = z.enum(["issue", "commit", "person"]);

interface HitRow {
  readonly repository_id: number;
  readonly target: string;
  readonly ref: string;
  readonly head_sha: string;
  readonly state: string;
  readonly last_at: Date;
  readonly kinds: readonly string[];
  readonly words: readonly string[];
  readonly shipped_at: Date | null;
  readonly open: boolean;
}

/** A head that was overtaken before it shipped is no answer: what it had is in the one that came after it. */
export function createSearch(db: Kysely<Schema>): Pick<DeployHistory, "searchDeploys"> {
  return {
    async searchDeploys(repositoryIds, terms, limit) {
      if (repositoryIds.length === 0 || terms.length === 0) return [];
      const wanted = sql.join(
        terms.map(({ kind: of, word }) =>
          of === "issue"
            ? sql`(kind = ${of} and word = ${word})`
            : sql`(kind = ${of} and word >= ${word} and word < ${`${word}\u{10ffff}`})`,
        ),
        sql` or `,
      );
      const { rows } = await sql<HitRow>`
        with found as (
          select repository_id, target, head_sha, array_agg(kind order by kind, word) as kinds,
            array_agg(word order by kind, word) as words
          from search_word
          where (${wanted}) and repository_id = any(${[...repositoryIds]}::bigint[])
          group by repository_id, target, head_sha
        )
        select found.repository_id, found.target, found.head_sha, found.kinds[1:${wordsShown}::int] as kinds,
          found.words[1:${wordsShown}::int] as words, newest.ref, newest.state, newest.last_at, newest.shipped_at,
          coalesce(deploy.open, false) as open
        from found
        cross join lateral (
          select id, ref, state, last_at, shipped_at from history
          where history.repository_id = found.repository_id and history.target = found.target
            and history.head_sha = found.head_sha
          order by id desc limit 1
        ) as newest
        left join deploy on deploy.repository_id = found.repository_id and deploy.target = found.target
          and deploy.ref = newest.ref and deploy.head_sha = found.head_sha
        where newest.shipped_at is not null or deploy.head_sha is not null
        order by coalesce(newest.shipped_at, newest.last_at) desc, newest.id desc
        limit ${limit}`.execute(db);
      return rows.map((row) => ({
        repositoryId: row.repository_id,
        target: row.target,
        ref: row.ref,
        headSha: row.head_sha,
        state: stateSchema.parse(row.state),
        evaluatedAt: row.last_at.toISOString(),
        matched: row.words.map((word, at) => ({ kind: kind.parse(row.kinds[at]), word })),
        shippedAt: row.shipped_at?.toISOString() ?? null,
        open: row.open,
      }));
    },
  };
}
