import { sql, type Kysely, type Selectable } from "kysely";
import type { Deploy, Store } from "../deploys/ports/store.js";
import { closeOpenDeploys } from "./close-open-deploys.js";
import { isDeploy } from "./deploy-row.js";
import { noteShipped } from "./history-entry.js";
import { stateSchema } from "./state-schema.js";
import type { DeployTable, Schema } from "./schema.js";

type Deploys = Pick<
  Store,
  "openDeploys" | "deploysMentioning" | "closeDeploys" | "markShipped" | "earlierIssues"
>;

export function createDeploys(db: Kysely<Schema>): Deploys {
  const open = db
    .selectFrom("deploy")
    .selectAll()
    .where("open", "=", true)
    .orderBy("repository_id")
    .orderBy("target")
    .orderBy("ref");
  return {
    async openDeploys(repositoryId) {
      const query = repositoryId === undefined ? open : open.where("repository_id", "=", repositoryId);
      return (await query.execute()).map(toDeploy);
    },
    async deploysMentioning(issueKeys) {
      const keys = issueKeys.map((key) => key.toUpperCase());
      const rows = await open
        .where(
          sql<boolean>`exists (
            select from mention
            where mention.issue_key = any(${keys}::text[])
              and mention.repository_id = deploy.repository_id
              and mention.target = deploy.target
              and mention.ref = deploy.ref)`,
        )
        .execute();
      return rows.map(toDeploy);
    },
    async closeDeploys(repositoryId, ref, target) {
      const ofTarget = target === undefined ? sql`true` : sql`deploy.target = ${target}`;
      await db
        .transaction()
        .execute((trx) =>
          closeOpenDeploys(
            trx,
            sql<boolean>`deploy.repository_id = ${repositoryId} and deploy.ref = ${ref} and ${ofTarget}`,
          ),
        );
    },
    async markShipped({ repositoryId, target, ref, headSha }, productionSha, at) {
      const head = sql<boolean>`${isDeploy({ repositoryId, target, ref })} and deploy.head_sha = ${headSha}`;
      await db.transaction().execute(async (trx) => {
        await trx
          .updateTable("deploy")
          .set({ shipped_at: at, shipped_as: productionSha })
          .where(head)
          .execute();
        await closeOpenDeploys(trx, head);
        await noteShipped(trx, { repositoryId, target }, [headSha], { productionSha, at });
        // Also where the branch has moved on: what shipped is not missing from the newer head.
        await trx
          .deleteFrom("earlier_issue")
          .where("repository_id", "=", repositoryId)
          .where("target", "=", target)
          .where("ref", "=", ref)
          .execute();
      });
    },
    async earlierIssues(repositoryId, target, ref) {
      const rows = await db
        .selectFrom("earlier_issue")
        .select("issue_key")
        .where("repository_id", "=", repositoryId)
        .where("target", "=", target)
        .where("ref", "=", ref)
        .orderBy("issue_key")
        .execute();
      return rows.map(({ issue_key: key }) => key);
    },
  };
}

function toDeploy(row: Selectable<DeployTable>): Deploy {
  return {
    repositoryId: row.repository_id,
    target: row.target,
    ref: row.ref,
    headSha: row.head_sha,
    productionSha: row.production_sha,
    state: stateSchema.parse(row.state),
    pushedAt: row.pushed_at.toISOString(),
    evaluatedAt: row.evaluated_at.toISOString(),
    policySha: row.policy_sha,
    hasProblems: row.has_problems,
  };
}
