import type { DatabaseFacts, TableFacts } from "../../migrations/database-facts.js";
import { emptyRecord } from "../../migrations/row-counts/record-of.js";
import { readAppliedMigrations } from "../applied-migrations.js";
import type { GatheringLimits } from "../limits.js";
import { inMysql, type MysqlSession } from "./mysql-session.js";
import { historyReader } from "./read-history.js";
import { readReplicas } from "./replicas.js";
import { readRowVersions } from "./row-versions.js";
import { readServer } from "./server.js";
import { readStructure } from "./structure.js";
import { readTables } from "./tables.js";

/**
 * Asks a MySQL or MariaDB server what it knows of the tables in the URL's database. What the account may not read is
 * among the notes.
 *
 * @throws GatheringFailed
 */
export function gatherMysql(url: string, takenAt: Date, limits: GatheringLimits): Promise<DatabaseFacts> {
  const database = decodeURIComponent(new URL(url).pathname.slice(1));
  return inMysql(url, limits, (session) => gather(session, database, takenAt));
}

async function gather(session: MysqlSession, database: string, takenAt: Date): Promise<DatabaseFacts> {
  const server = await readServer(session);
  const found = await readTables(session, database);
  const structureOf = await readStructure(session, database, server);
  const versions = server.mysqlSince(8, 0, 29) ? await readRowVersions(session, database) : null;
  const tables = emptyRecord<TableFacts>();
  for (const { name, ...sizes } of found)
    tables[name] = {
      ...sizes,
      ...structureOf(name),
      totalRowVersions: versions?.get(name) ?? null,
      partialIndexes: null,
      changedSinceAnalysed: null,
      correlations: null,
    };
  const candidates = found.map(({ name }) => ({
    schema: database,
    name,
    columns: Object.keys(tables[name]?.columns ?? {}),
  }));
  const replicas = await readReplicas(session, server);
  const applied = await readAppliedMigrations(candidates, historyReader(session));
  return {
    takenAt: takenAt.toISOString(),
    engine: server.engine,
    appliedMigrations: applied.names,
    tables,
    domains: emptyRecord<string>(),
    memoryBytes: server.memoryBytes,
    notes: [
      ...(found.length === 0 ? [`no table of ${database} is visible to the account`] : []),
      ...session.notes,
      ...replicas,
      ...applied.notes,
    ],
  };
}
