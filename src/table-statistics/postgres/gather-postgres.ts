import type { DatabaseFacts } from "../../migrations/database-facts.js";
import { mergeTables } from "../../migrations/row-counts/merge-tables.js";
import { readAppliedMigrations } from "../applied-migrations.js";
import type { CatalogueSession } from "../catalogue-session.js";
import type { GatheringLimits } from "../limits.js";
import { readDomains } from "./domains.js";
import { readExactSizes } from "./exact-sizes.js";
import { readLockedTables } from "./locked-tables.js";
import { readPartitions } from "./partitions.js";
import { inPostgres } from "./postgres-session.js";
import { historyReader } from "./read-history.js";
import { readRelations } from "./relations.js";
import { readReplicas } from "./replicas.js";
import { readServer } from "./server.js";
import { readStructure } from "./structure.js";
import { tableSizes } from "./table-sizes.js";

const kinds: Readonly<Record<string, string>> = {
  p: "partitioned table",
  v: "view",
  m: "materialized view",
  f: "foreign table",
};

/**
 * Asks a PostgreSQL server what it knows of the tables in the URL's database; of the schemas in its `schema`
 * parameter ("?schema=app,public"), else of all. What the account may not read is among the notes.
 *
 * @throws GatheringFailed
 */
export function gatherPostgres(url: string, takenAt: Date, limits: GatheringLimits): Promise<DatabaseFacts> {
  const schemas = new URL(url).searchParams.get("schema")?.split(",") ?? null;
  return inPostgres(url, limits, (session) => gather(session, schemas, takenAt));
}

async function gather(
  session: CatalogueSession,
  schemas: readonly string[] | null,
  takenAt: Date,
): Promise<DatabaseFacts> {
  const server = await readServer(session);
  const replicas = await readReplicas(session, server.standby);
  const all = await readRelations(session);
  const locked = await readLockedTables(session);
  const exact = await readExactSizes(session, all, locked);
  const descendants = await readPartitions(
    session,
    all.map(({ oid }) => oid),
  );
  const { sizes, notes: sizeNotes } = tableSizes(all, exact, descendants, server);
  const chosen = all.filter(({ schema }) => schemas === null || schemas.includes(schema));
  const structureOf = await readStructure(
    session,
    chosen.map(({ oid }) => oid),
    locked,
  );
  const domains = await readDomains(session, schemas);
  const found = chosen.map(({ oid, name, kind }) => ({
    name,
    facts: {
      ...(sizes.get(oid) ?? { rows: null, bytes: null, heapBytes: null, changedSinceAnalysed: null }),
      ...structureOf(oid),
      engine: null,
      charset: null,
      rowFormat: null,
      totalRowVersions: null,
      fulltextIndexes: null,
      kind: kinds[kind] ?? null,
    },
  }));
  const merged = mergeTables(found);
  const candidates = chosen.map(({ schema, name }, index) => ({
    schema,
    name,
    columns: Object.keys(found[index]?.facts.columns ?? {}),
  }));
  const applied = await readAppliedMigrations(candidates, historyReader(session));
  const skipped = chosen.filter(({ oid }) => locked.has(oid)).map(({ name }) => name);
  return {
    takenAt: takenAt.toISOString(),
    engine: server.engine,
    appliedMigrations: applied.names,
    tables: merged.tables,
    domains,
    memoryBytes: server.memoryBytes,
    notes: [
      ...session.notes,
      ...replicas,
      ...skipped.map((name) => `${name} is locked: its check constraints were not read`),
      ...sizeNotes,
      ...merged.notes,
      ...applied.notes,
    ],
  };
}
