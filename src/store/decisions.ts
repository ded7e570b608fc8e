import { sql, type Kysely } from "kysely";
import type { Store } from "../deploys/ports/store.js";
import type { Schema } from "./schema.js";

/** What people decided, compared with when the deploys that it is about were evaluated. */
export function createDecisions(db: Kysely<Schema>): Pick<Store, "refsWithNewDecisions"> {
  return {
    async refsWithNewDecisions(repositoryId, now) {
      const { rows } = await sql<{ readonly ref: string }>`
        select distinct ref from deploy
        where repository_id = ${repositoryId} and open and (
          exists (
            select from approval
            where approval.repository_id = deploy.repository_id and approval.target = deploy.target
              and (approval.at > evaluated_at or withdrawn_at > evaluated_at
                or (withdrawn_at is null and until > evaluated_at and until <= ${now.toISOString()}::timestamptz))
          ) or exists (
            select from sign_off
            where sign_off.repository_id = deploy.repository_id and sign_off.target = deploy.target
              and (sign_off.at > evaluated_at or withdrawn_at > evaluated_at)
          )
        )`.execute(db);
      return rows.map(({ ref }) => ref);
    },
  };
}
