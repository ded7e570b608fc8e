import { performance } from "node:perf_hooks";
import type { CountedRows } from "../deploys/ports/table-statistics.js";

/**
 * Counts one table after the other until the time is up; `count` answers null where it could not, and says why itself.
 * `seconds`: for all of them.
 */
export async function countInTurn(
  tables: readonly string[],
  seconds: number,
  notes: string[],
  count: (table: string, milliseconds: number) => Promise<number | null>,
): Promise<CountedRows> {
  const end = performance.now() + seconds * 1000;
  const rows = new Map<string, number>();
  for (const table of tables) {
    const left = Math.floor(end - performance.now());
    if (left <= 0) {
      notes.push(`${table} was not counted: the time for that was up`);
      continue;
    }
    const found = await count(table, left);
    if (found !== null) rows.set(table, found);
  }
  return { rows, notes };
}
