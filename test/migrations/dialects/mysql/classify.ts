import {
  type DatabaseFacts,
  type TableFacts,
  unknownFacts,
} from "../../../../src/migrations/database-facts.js";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { loadMysqlDialect } from "../../../../src/migrations/dialects/mysql/index.js";
import type { Operation } from "../../../../src/migrations/operation.js";
import type { MigrationStep } from "../../../../src/migrations/read-migration.js";

/** What is known of production, from what matters of it. */
export function factsOf(tables: Readonly<Record<string, Partial<TableFacts>>>): DatabaseFacts {
  return {
    takenAt: null,
    engine: null,
    appliedMigrations: [],
    tables: Object.fromEntries(
      Object.entries(tables).map(([name, facts]) => [name, { ...unknownFacts, ...facts }]),
    ),
    domains: {},
    memoryBytes: null,
  };
}

const loading = loadMysqlDialect();

/** The operations of one migration's steps. */
export async function classifySteps(
  engine: string,
  steps: readonly MigrationStep[],
  facts: DatabaseFacts | null = null,
): Promise<readonly Operation[]> {
  const dialect = await loading;
  const classification = dialect.begin(parseEngine(engine), facts);
  return classification.classify({ format: "sql", steps, inTransaction: false });
}

/** The operations of a script. */
export function classify(
  engine: string,
  sql: string,
  facts: DatabaseFacts | null = null,
): Promise<readonly Operation[]> {
  return classifySteps(engine, [{ kind: "sql", line: 1, sql }], facts);
}

/** "rewrite R-" and the like: what a table of expectations is short in. */
export function brief({ cost, blocksReads, blocksWrites }: Operation): string {
  const blocked = `${blocksReads ? "r" : ""}${blocksWrites ? "w" : ""}`;
  return blocked === "" ? cost : `${cost} blocks ${blocked}`;
}
