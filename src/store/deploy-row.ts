import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Deploy } from "../deploys/ports/store.js";
import type { Schema } from "./schema.js";

/** There is one row for each ref of a target; its head moves. */
export type DeployKey = Pick<Deploy, "repositoryId" | "target" | "ref">;

export function deployRow(db: Kysely<Schema>, { repositoryId, target, ref }: DeployKey) {
  return db
    .selectFrom("deploy")
    .where("repository_id", "=", repositoryId)
    .where("target", "=", target)
    .where("ref", "=", ref);
}

/** As a condition on table `deploy`. */
export function isDeploy({ repositoryId, target, ref }: DeployKey): RawBuilder<boolean> {
  return sql<boolean>`deploy.repository_id = ${repositoryId} and deploy.target = ${target} and deploy.ref = ${ref}`;
}
