import { planOf, scratchTables } from "../../src/calibration/calibrate.js";
import { fillTable } from "../../src/calibration/fill-table.js";
import { openScratchSpace } from "../../src/calibration/open-scratch-space.js";
import type { ScratchSpace, ScratchTable } from "../../src/calibration/scratch-space.js";
import type { Rates } from "../../src/migrations/cost-model/rates.js";
import type { DatabaseFacts } from "../../src/migrations/database-facts.js";
import { gatherMysql } from "../../src/table-statistics/mysql/gather-mysql.js";
import { gatherPostgres } from "../../src/table-statistics/postgres/gather-postgres.js";
import { defaultLimits } from "../../src/table-statistics/limits.js";
import { judge, type Judgement } from "./judge.js";
import { mariadbMigrations } from "./mariadb-migrations.js";
import { postgresMigrations } from "./postgres-migrations.js";
import type { TimedMigration } from "./timed-migration.js";

export interface MeasuredMigration {
  readonly name: string;
  readonly table: ScratchTable;
  /** Made before it ran. */
  readonly judgement: Judgement;
  readonly seconds: number;
}

/**
 * Runs every migration on tables of that many rows, each judged before by the statistics that the server had then. Passes
 * over what is predicted to take longer than `longestSeconds`, and says how far it is.
 */
export async function measureMigrations(
  url: string,
  rows: number,
  { rates, longestSeconds }: { readonly rates: Rates; readonly longestSeconds: number },
): Promise<readonly MeasuredMigration[]> {
  const space = await openScratchSpace(url);
  const measured: MeasuredMigration[] = [];
  try {
    await space.create();
    for (const table of scratchTables(rows, space.prefix)) {
      const plan = planOf(space);
      await fillTable(space, plan, table);
      const migrations = space.family === "postgres" ? postgresMigrations : mariadbMigrations;
      for (const migration of migrations) {
        const one = await measureOne(space, url, table, migration, (judgement) => {
          const { expected = 0 } = judgement.seconds(rates) ?? {};
          return expected <= longestSeconds;
        });
        const told = one === null ? "passed over: it would take too long" : `${one.seconds.toFixed(2)} s`;
        console.log(`  ${table.name}, ${migration.name}: ${told}`);
        if (one !== null) measured.push(one);
      }
      for (const sql of plan.dropTable(table)) await space.run(sql);
    }
  } finally {
    await space.remove();
  }
  return measured;
}

async function measureOne(
  space: ScratchSpace,
  url: string,
  table: ScratchTable,
  migration: TimedMigration,
  isWanted: (judgement: Judgement) => boolean,
): Promise<MeasuredMigration | null> {
  for (const sql of migration.before?.(table) ?? []) await space.run(sql);
  // Some time after the last migration: a table that was just rewritten has no statistics.
  await space.settle(table.name);
  const sql = migration.sql(table);
  const judgement = await judge(sql, await gather(space, url));
  if (!isWanted(judgement)) return null;
  const startedAt = performance.now();
  await space.run(sql);
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const after of migration.after?.(table) ?? []) await space.run(after);
  return { name: migration.name, table, judgement, seconds };
}

function gather({ family, name }: ScratchSpace, url: string): Promise<DatabaseFacts> {
  if (family === "postgres") return gatherPostgres(url, new Date(), defaultLimits);
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  return gatherMysql(scratch.href, new Date(), defaultLimits);
}
