import type { Kysely } from "kysely";
import { z } from "zod";
import type { Store } from "../deploys/ports/store.js";
import { noteShipped } from "./history-entry.js";
import type { Schema } from "./schema.js";

type Shipped = Pick<
  Store,
  "recordShipped" | "shippedRecords" | "recordReportedDeployment" | "lastReportedDeployment"
>;

const reportedState = z.enum(["started", "succeeded", "failed"]);

export function createShipped(db: Kysely<Schema>): Shipped {
  return {
    async recordShipped({ repositoryId, target, productionSha, headSha, at }) {
      await db
        .insertInto("shipped")
        .values({
          repository_id: repositoryId,
          target,
          production_sha: productionSha,
          head_sha: headSha,
          at,
        })
        .onConflict((conflict) =>
          conflict
            .columns(["repository_id", "target", "production_sha"])
            .doUpdateSet({ head_sha: headSha, at }),
        )
        .execute();
      await noteShipped(db, { repositoryId, target }, [headSha], { productionSha, at });
    },
    async shippedRecords(repositoryId, target) {
      const rows = await db
        .selectFrom("shipped")
        .selectAll()
        .where("repository_id", "=", repositoryId)
        .where("target", "=", target)
        .orderBy("at", "desc")
        .execute();
      return rows.map((row) => ({
        repositoryId: row.repository_id,
        target: row.target,
        productionSha: row.production_sha,
        headSha: row.head_sha,
        at: row.at.toISOString(),
      }));
    },
    async recordReportedDeployment({ repositoryId, target, sha, state, at }) {
      await db
        .insertInto("reported_deployment")
        .values({ repository_id: repositoryId, target, sha, state, at })
        .execute();
    },
    async lastReportedDeployment(repositoryId, target) {
      const row = await db
        .selectFrom("reported_deployment")
        .selectAll()
        .where("repository_id", "=", repositoryId)
        .where("target", "=", target)
        .where("state", "=", "succeeded")
        .orderBy("at", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { sha, at } = row;
      return { repositoryId, target, sha, state: reportedState.parse(row.state), at: at.toISOString() };
    },
  };
}
