import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Schema } from "./schema.js";

/** Closes the deploys that the condition (on table `deploy`) picks, forgets what only open ones need, and lets go who took them on. */
export async function closeOpenDeploys(trx: Kysely<Schema>, condition: RawBuilder<boolean>): Promise<void> {
  for (const table of ["mention", "earlier_issue"] as const) {
    await sql`
      delete from ${sql.table(table)} using deploy
      where ${sql.table(table)}.repository_id = deploy.repository_id
        and ${sql.table(table)}.target = deploy.target
        and ${sql.table(table)}.ref = deploy.ref
        and ${condition}`.execute(trx);
  }
  await sql`
    update responsible set closed_as = deploy.head_sha from deploy
    where responsible.repository_id = deploy.repository_id
      and responsible.target = deploy.target
      and responsible.ref = deploy.ref
      and responsible.closed_as is null
      and ${condition}`.execute(trx);
  await trx.updateTable("deploy").set({ open: false }).where(condition).execute();
}
