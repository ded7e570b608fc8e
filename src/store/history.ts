import { sql, type Kysely } from "kysely";
import type { DeployHistory, Outline } from "../deploys/ports/history.js";
import { noteShipped } from "./history-entry.js";
import { outlineSchema } from "./history-outline.js";
import { readCompressedJson, UnreadableRow } from "./json-column.js";
import { saveSearchWords } from "./search-words.js";
import type { Schema } from "./schema.js";
import { stateSchema } from "./state-schema.js";

/** Half a year of a push every half hour. */
const mostPoints = 10_000;

type History = Pick<DeployHistory, "history" | "historyPoints" | "indexDeploy">;

/** What cannot be read is shown as not recorded; `onUnreadable` is told. */
export function createHistory(db: Kysely<Schema>, onUnreadable: (error: UnreadableRow) => void): History {
  const read = async (bytes: Uint8Array | null): Promise<Outline | null> => {
    if (bytes === null) return null;
    try {
      return await readCompressedJson(bytes, "history entry", outlineSchema);
    } catch (error) {
      if (!(error instanceof UnreadableRow)) throw error;
      onUnreadable(error);
      return null;
    }
  };
  return {
    async history(repositoryId, target, { limit, before }) {
      const query = db
        .selectFrom("history")
        .leftJoin("history as earlier", "earlier.id", "history.previous_id")
        .select([
          "history.id",
          "history.ref",
          "history.head_sha",
          "history.state",
          "history.summary",
          "history.at",
          "history.last_at",
          "history.evaluations",
          "history.outline",
          "history.shipped_at",
          "history.shipped_as",
          "earlier.head_sha as earlier_head_sha",
          "earlier.outline as earlier_outline",
        ])
        .where("history.repository_id", "=", repositoryId)
        .where("history.target", "=", target)
        .orderBy("history.id", "desc")
        .limit(limit);
      const rows = await (
        before === undefined ? query : query.where(sql<boolean>`history.id < ${before}::bigint`)
      ).execute();
      return Promise.all(
        rows.map(async (row) => {
          const [outline, earlier] = await Promise.all([read(row.outline), read(row.earlier_outline)]);
          return {
            id: String(row.id),
            ref: row.ref,
            headSha: row.head_sha,
            state: stateSchema.parse(row.state),
            summary: row.summary,
            at: row.at.toISOString(),
            lastAt: row.last_at.toISOString(),
            evaluations: row.evaluations,
            outline,
            previous:
              row.earlier_head_sha === null ? null : { headSha: row.earlier_head_sha, outline: earlier },
            shipped: shippedOf(row),
          };
        }),
      );
    },
    async historyPoints(repositoryId, target, since) {
      const rows = await db
        .selectFrom("history")
        .select(["id", "ref", "head_sha", "state", "at", "commits", "shipped_at", "shipped_as"])
        .where("repository_id", "=", repositoryId)
        .where("target", "=", target)
        .where(sql<boolean>`greatest(last_at, shipped_at) >= ${since}::timestamptz`)
        .orderBy("id", "desc")
        .limit(mostPoints)
        .execute();
      return rows.toReversed().map((row) => ({
        id: String(row.id),
        ref: row.ref,
        headSha: row.head_sha,
        state: stateSchema.parse(row.state),
        at: row.at.toISOString(),
        commits: row.commits,
        shipped: shippedOf(row),
      }));
    },
    async indexDeploy({ repositoryId, report }) {
      const place = { repositoryId, target: report.target };
      const { sha } = report.production;
      const live = [sha, report.base].filter((one) => one !== null);
      if (sha !== null) await noteShipped(db, place, live, { productionSha: sha, at: report.gatheredAt });
      await saveSearchWords(db, repositoryId, report);
    },
  };
}

function shippedOf(row: {
  readonly shipped_at: Date | null;
  readonly shipped_as: string | null;
}): { readonly at: string; readonly as: string } | null {
  const { shipped_at: at, shipped_as: as } = row;
  return at === null || as === null ? null : { at: at.toISOString(), as };
}
