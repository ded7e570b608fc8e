import type { ReportMigration } from "../checker/migration-report.js";
import { isStale } from "./cost-model/table-size.js";
import type { DatabaseFacts, TableFacts } from "./database-facts.js";

/** Nothing that is stored under its name: counting it would run a query of somebody's, or ask another server. */
const notStored: readonly (string | null)[] = ["view", "foreign table"];

/**
 * Tables of production whose size decides how long these migrations take, and whose statistics are missing or stale:
 * as the facts spell them.
 */
export function tablesToCount(
  migrations: readonly ReportMigration[],
  facts: DatabaseFacts,
): readonly string[] {
  const asked = new Set(
    migrations.flatMap(({ operations }) =>
      operations
        .filter(({ cost }) => cost !== "instant" && cost !== "unknown")
        .flatMap(({ table }) => (table === null ? [] : [table.toLowerCase()])),
    ),
  );
  return Object.entries(facts.tables)
    .filter(([name, table]) => asked.has(name.toLowerCase()) && isDoubtful(table))
    .map(([name]) => name);
}

/** The facts with rows that were counted, which are as fresh as can be. */
export function withCounts(facts: DatabaseFacts, rows: ReadonlyMap<string, number>): DatabaseFacts {
  const tables = Object.entries(facts.tables).map(([name, table]) => {
    const counted = rows.get(name);
    return [
      name,
      counted === undefined ? table : { ...table, rows: counted, changedSinceAnalysed: 0 },
    ] as const;
  });
  return { ...facts, tables: Object.fromEntries(tables) };
}

function isDoubtful(table: TableFacts): boolean {
  return !notStored.includes(table.kind) && (table.rows === null || isStale(table));
}
