import type { Clock } from "../deploys/ports/clock.js";
import type { CountedRows } from "../deploys/ports/table-statistics.js";
import type { CountRows } from "./count-rows.js";
import { freshMs } from "./fresh.js";
import { GatheringFailed } from "./gathering-failed.js";

interface Remembered {
  readonly at: number;
  /** Null: it could not be counted. */
  readonly rows: number | null;
  readonly notes: readonly string[];
}

/** Counts each table at most once in five minutes, also where it failed, and one lot of tables at a time. */
export function rememberedCounts(count: CountRows | null, clock: Clock): CountRows {
  const remembered = new Map<string, Remembered>();
  let turn: Promise<unknown> = Promise.resolve();
  const isFresh = (table: string): boolean => {
    const last = remembered.get(table);
    const age = last === undefined ? -1 : clock.now().getTime() - last.at;
    return age >= 0 && age < freshMs;
  };
  const countNow = async (tables: readonly string[], seconds: number): Promise<void> => {
    const asked = tables.filter((table) => !isFresh(table));
    if (asked.length === 0 || count === null) return;
    const { rows, notes } = await count(asked, seconds).catch((error: unknown): CountedRows => {
      if (!(error instanceof GatheringFailed)) throw error;
      return { rows: new Map(), notes: [`rows could not be counted: ${error.message}`] };
    });
    const at = clock.now().getTime();
    for (const [index, table] of asked.entries())
      remembered.set(table, { at, rows: rows.get(table) ?? null, notes: index === 0 ? notes : [] });
  };
  return async (tables, seconds) => {
    const mine = turn.then(() => countNow(tables, seconds));
    turn = mine.catch(() => undefined);
    await mine;
    const known = tables.flatMap((table) => {
      const found = remembered.get(table);
      return found === undefined ? [] : [[table, found] as const];
    });
    return {
      rows: new Map(known.flatMap(([table, { rows }]) => (rows === null ? [] : [[table, rows] as const]))),
      notes: known.flatMap(([, { notes }]) => notes),
    };
  };
}
