import {
  type DatabaseFacts,
  type TableFacts,
  unknownFacts,
} from "../../../../src/migrations/database-facts.js";
import { loadPostgresDialect } from "../../../../src/migrations/dialects/postgres/index.js";
import { parseEngine } from "../../../../src/migrations/engine.js";
import type { Operation } from "../../../../src/migrations/operation.js";
import type { MigrationStep, ReadMigration } from "../../../../src/migrations/read-migration.js";

export const dialect = await loadPostgresDialect();

export interface Given {
  readonly engine?: string;
  readonly facts?: DatabaseFacts | null;
  readonly inTransaction?: boolean;
  readonly format?: string;
}

/** The operations of some SQL by itself. */
export function judge(sql: string, { facts = null, ...given }: Given = {}): readonly Operation[] {
  return dialect.begin(parseEngine(given.engine ?? "postgres 16"), facts).classify(migration(sql, given));
}

/** The operations of several migrations of one deploy. */
export function judgeDeploy(texts: readonly string[], { facts = null, ...given }: Given = {}) {
  const classification = dialect.begin(parseEngine(given.engine ?? "postgres 16"), facts);
  return {
    operations: texts.map((sql) => classification.classify(migration(sql, given))),
    createdTables: classification.createdTables,
  };
}

export function migration(sql: string, { inTransaction = false, format = "sql" }: Given = {}): ReadMigration {
  return { format, inTransaction, steps: [{ kind: "sql", line: 1, sql }] };
}

export function judgeSteps(
  steps: readonly MigrationStep[],
  facts: DatabaseFacts | null = null,
): readonly Operation[] {
  return dialect
    .begin(parseEngine("postgres 16"), facts)
    .classify({ format: "rails", inTransaction: true, steps });
}

/** "kind cost" of each. */
export const kindsAndCosts = (operations: readonly Operation[]): string[] =>
  operations.map(({ kind, cost }) => `${kind} ${cost}`);

export function factsOf(
  tables: Readonly<Record<string, Partial<TableFacts>>>,
  more: Partial<DatabaseFacts> = {},
): DatabaseFacts {
  return {
    takenAt: null,
    engine: null,
    appliedMigrations: [],
    domains: {},
    memoryBytes: null,
    ...more,
    tables: Object.fromEntries(
      Object.entries(tables).map(([name, facts]) => [name, { ...unknown, ...facts }]),
    ),
  };
}

const unknown: TableFacts = { ...unknownFacts, rows: 1_000_000 };
