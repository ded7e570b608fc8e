import { sql, type Kysely, type Selectable } from "kysely";
import type { Repository } from "../deploys/ports/repository.js";
import type { Store } from "../deploys/ports/store.js";
import { closeOpenDeploys } from "./close-open-deploys.js";
import { inChunks } from "./in-chunks.js";
import type { RepositoryTable, Schema } from "./schema.js";

type Repositories = Pick<
  Store,
  | "saveRepositories"
  | "repository"
  | "repositoryByName"
  | "repositories"
  | "removeRepositories"
  | "removeInstallation"
>;

export function createRepositories(db: Kysely<Schema>): Repositories {
  const present = db.selectFrom("repository").selectAll().where("removed_at", "is", null);
  return {
    async saveRepositories(repositories) {
      const rows = [...new Map(repositories.map((repository) => [repository.id, repository])).values()];
      await inChunks(rows, async (chunk) => {
        await db
          .insertInto("repository")
          .values(
            chunk.map(({ id, owner, name, installationId, defaultBranch }) => ({
              id,
              owner,
              name,
              installation_id: installationId,
              default_branch: defaultBranch,
              saved_at: sql<Date>`clock_timestamp()`,
              removed_at: null,
            })),
          )
          .onConflict((conflict) =>
            conflict.column("id").doUpdateSet((row) => ({
              owner: row.ref("excluded.owner"),
              name: row.ref("excluded.name"),
              installation_id: row.ref("excluded.installation_id"),
              // Installation events do not say it: what is known stays.
              default_branch: sql<string>`coalesce(nullif(excluded.default_branch, ''), repository.default_branch)`,
              saved_at: row.ref("excluded.saved_at"),
              removed_at: null,
            })),
          )
          .execute();
      });
    },
    async repository(id) {
      const row = await present.where("id", "=", id).executeTakeFirst();
      return row === undefined ? null : toRepository(row);
    },
    async repositoryByName(owner, name) {
      // A name can have passed from one repository to another before we were told: the last to have it counts.
      const row = await present
        .where(sql`lower(owner)`, "=", owner.toLowerCase())
        .where(sql`lower(name)`, "=", name.toLowerCase())
        .orderBy("saved_at", "desc")
        .orderBy("id", "desc")
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toRepository(row);
    },
    async repositories() {
      const rows = await present
        .orderBy(sql`lower(owner)`)
        .orderBy(sql`lower(name)`)
        .execute();
      return rows.map(toRepository);
    },
    async removeRepositories(ids) {
      await remove(db, ids);
    },
    async removeInstallation(installationId) {
      const rows = await db
        .selectFrom("repository")
        .select("id")
        .where("installation_id", "=", installationId)
        .execute();
      await remove(
        db,
        rows.map(({ id }) => id),
      );
    },
  };
}

async function remove(db: Kysely<Schema>, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.transaction().execute(async (trx) => {
    const removed = sql<boolean>`repository.id = any(${[...ids]}::bigint[])`;
    await trx
      .updateTable("repository")
      .set({ removed_at: sql<Date>`clock_timestamp()` })
      .where(removed)
      .execute();
    await closeOpenDeploys(trx, sql<boolean>`deploy.repository_id = any(${[...ids]}::bigint[])`);
  });
}

function toRepository(row: Selectable<RepositoryTable>): Repository {
  return {
    id: row.id,
    owner: row.owner,
    name: row.name,
    installationId: row.installation_id,
    defaultBranch: row.default_branch,
  };
}
