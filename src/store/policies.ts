import type { Kysely } from "kysely";
import { z } from "zod";
import type { PolicyMistake } from "../checker/report.js";
import type { Store } from "../deploys/ports/store.js";
import { readJson } from "./json-column.js";
import type { Schema } from "./schema.js";

type Policies = Pick<
  Store,
  "saveGoverningPolicy" | "governingPolicy" | "forgetPolicy" | "savePolicyMistakes" | "policyMistakes"
>;

const mistakesSchema: z.ZodType<readonly PolicyMistake[]> = z.array(
  z.object({
    line: z.int().nullable(),
    column: z.int().nullable(),
    path: z.string(),
    message: z.string(),
  }),
);

export function createPolicies(db: Kysely<Schema>): Policies {
  return {
    async saveGoverningPolicy(repositoryId, { ref, sha, text }) {
      await db
        .insertInto("policy")
        .values({ repository_id: repositoryId, ref, sha, text })
        .onConflict((conflict) => conflict.column("repository_id").doUpdateSet({ ref, sha, text }))
        .execute();
    },
    async governingPolicy(repositoryId) {
      const row = await db
        .selectFrom("policy")
        .select(["ref", "sha", "text"])
        .where("repository_id", "=", repositoryId)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { ref, sha, text } = row;
      return ref === null || sha === null || text === null ? null : { ref, sha, text };
    },
    async forgetPolicy(repositoryId) {
      await db.deleteFrom("policy").where("repository_id", "=", repositoryId).execute();
    },
    async savePolicyMistakes(repositoryId, found) {
      const mistakes = found === null ? null : JSON.stringify(found);
      await db
        .insertInto("policy")
        .values({ repository_id: repositoryId, mistakes })
        .onConflict((conflict) => conflict.column("repository_id").doUpdateSet({ mistakes }))
        .execute();
    },
    async policyMistakes(repositoryId) {
      const row = await db
        .selectFrom("policy")
        .select("mistakes")
        .where("repository_id", "=", repositoryId)
        .executeTakeFirst();
      if (row === undefined || row.mistakes === null) return null;
      return readJson(row.mistakes, "list of policy mistakes", mistakesSchema);
    },
  };
}
