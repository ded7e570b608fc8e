import { sql, type Kysely } from "kysely";
import { z } from "zod";
import type { Store } from "../deploys/ports/store.js";
import { inChunks } from "./in-chunks.js";
import { readJson } from "./json-column.js";
import type { Schema } from "./schema.js";

const textsSchema = z.array(z.string());

export function createOrigins(db: Kysely<Schema>): Pick<Store, "saveOrigins" | "origins"> {
  return {
    async saveOrigins(repositoryId, origins) {
      const bySha = new Map(origins.map((origin) => [origin.sha, origin]));
      await inChunks([...bySha.values()], async (chunk) => {
        await db
          .insertInto("origin")
          .values(
            chunk.map(({ sha, pullRequestTexts, verifiedAuthor }) => ({
              repository_id: repositoryId,
              sha,
              pull_request_texts: pullRequestTexts === null ? null : JSON.stringify(pullRequestTexts),
              verified_author: verifiedAuthor,
            })),
          )
          .onConflict((conflict) =>
            conflict.columns(["repository_id", "sha"]).doUpdateSet({
              // What was not asked this time stays known from before.
              pull_request_texts: sql<string>`coalesce(excluded.pull_request_texts, origin.pull_request_texts)`,
              verified_author: sql<string>`coalesce(excluded.verified_author, origin.verified_author)`,
            }),
          )
          .execute();
      });
    },
    async origins(repositoryId, shas) {
      if (shas.length === 0) return [];
      const rows = await db
        .selectFrom("origin")
        .select(["sha", "pull_request_texts", "verified_author"])
        .where("repository_id", "=", repositoryId)
        .where(sql<boolean>`sha = any(${[...shas]}::text[])`)
        .execute();
      return rows.map((row) => ({
        sha: row.sha,
        pullRequestTexts:
          row.pull_request_texts === null
            ? null
            : readJson(row.pull_request_texts, "list of pull request texts", textsSchema),
        verifiedAuthor: row.verified_author,
      }));
    },
  };
}
