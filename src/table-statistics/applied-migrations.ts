import { historyTables, type HistoryRow } from "./history-tables.js";

/** A table that was found in the database. */
export interface CandidateTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** Reads columns of a table as text; null where it may not be read, which is noted by the reader. */
export type ReadHistory = (
  table: CandidateTable,
  columns: readonly string[],
) => Promise<readonly HistoryRow[] | null>;

/**
 * The migrations that the tools' own tables say were run. Where several schemas have the same tool's table (tenants,
 * shards), those count that all of them have: one that is still to be run somewhere takes its time there.
 */
export async function readAppliedMigrations(
  tables: readonly CandidateTable[],
  read: ReadHistory,
): Promise<{ readonly names: readonly string[]; readonly notes: readonly string[] }> {
  const names = new Set<string>();
  const notes: string[] = [];
  for (const history of historyTables) {
    const found = tables.flatMap((table) => {
      if (table.name.toLowerCase() !== history.table) return [];
      const spelling = new Map(table.columns.map((column) => [column.toLowerCase(), column]));
      if (!history.columns.every((column) => spelling.has(column))) return [];
      const wanted = [...history.columns, ...(history.optional ?? [])];
      return [{ table, columns: wanted.flatMap((column) => spelling.get(column) ?? []) }];
    });
    const applied: ReadonlySet<string>[] = [];
    for (const { table, columns } of found) {
      const rows = await read(table, columns);
      applied.push(
        new Set(history.names((rows ?? []).map(lowerCaseKeys)).flatMap((name) => name?.trim() || [])),
      );
    }
    const [first, ...others] = applied;
    for (const name of first ?? []) if (others.every((other) => other.has(name))) names.add(name);
    if (others.length > 0)
      notes.push(
        `${history.table} is in ${applied.length} schemas: a migration was run where all of them say so`,
      );
  }
  return { names: [...names], notes };
}

function lowerCaseKeys(row: HistoryRow): HistoryRow {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column.toLowerCase(), value]));
}
