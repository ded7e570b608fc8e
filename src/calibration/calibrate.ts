import { defaultRates } from "../migrations/cost-model/default-rates.js";
import { fitRates, type MeasuredRates, type RateSample } from "../migrations/cost-model/fit-rates.js";
import { mysqlPlan } from "./mysql/mysql-plan.js";
import { postgresPlan } from "./postgres/postgres-plan.js";
import { fillTable } from "./fill-table.js";
import type { ScratchSpace, ScratchTable } from "./scratch-space.js";
import { startTimeLimit, type Ending, type TimeLimit } from "./time-limit.js";
import type { CalibrationPlan, TimedOperation } from "./timed-operation.js";

export interface CalibrationOptions {
  /** Rows of the tables that are made, each narrow and wide, with and without indexes. */
  readonly sizes: readonly number[];
  readonly budgetSeconds: number;
  /** Called with what begins, and how much of all is done, from 0 to 1. */
  readonly onProgress?: (what: string, done: number) => void;
  /** Ends it early: what runs is cancelled, what was made is dropped. */
  readonly signal?: AbortSignal;
}

export interface Calibration {
  /** "postgres 16.3" */
  readonly engine: string;
  readonly samples: readonly RateSample[];
  readonly rates: MeasuredRates;
  /** Why it ended before all was measured; null: it did not. */
  readonly ended: Ending | null;
}

/** Each kind of table by itself, small ones first: where time runs out there is something of every kind. */
const kinds = [
  { width: "narrow", indexes: 0 },
  { width: "wide", indexes: 3 },
  { width: "narrow", indexes: 3 },
  { width: "wide", indexes: 0 },
] as const satisfies readonly Pick<ScratchTable, "width" | "indexes">[];

export function planOf({ family }: Pick<ScratchSpace, "family">): CalibrationPlan {
  return family === "postgres" ? postgresPlan : mysqlPlan;
}

/** The tables of one size. */
export function scratchTables(rows: number, prefix: string): readonly ScratchTable[] {
  return kinds.map((kind) => ({ ...kind, rows, name: `${prefix}${kind.width}_${kind.indexes}_${rows}` }));
}

/**
 * Times each class of work on tables of its own and fits rates to them. Whatever happens, everything that was made is
 * dropped at the end, and the space is closed.
 *
 * @throws CalibrationFailed where the server refuses, or what was made could not be dropped
 */
export async function calibrate(space: ScratchSpace, options: CalibrationOptions): Promise<Calibration> {
  const limit = startTimeLimit(options.budgetSeconds, options.signal);
  const samples: RateSample[] = [];
  let ended: Ending | null;
  try {
    await space.create();
    ended = await measure(space, options, limit, samples);
  } finally {
    await space.remove();
  }
  return { engine: space.engine, samples, rates: fitRates(samples, defaultRates[space.family]), ended };
}

async function measure(
  space: ScratchSpace,
  { sizes, onProgress }: CalibrationOptions,
  limit: TimeLimit,
  samples: RateSample[],
): Promise<Ending | null> {
  const tables = sizes
    .toSorted((one, other) => one - other)
    .flatMap((rows) => scratchTables(rows, space.prefix));
  const total = tables.reduce((sum, { rows }) => sum + rows, 0);
  const plan = planOf(space);
  let done = 0;
  for (const table of tables) {
    if (limit.ending() !== null) break;
    onProgress?.(describeTable(table), done / total);
    try {
      await limit.during(
        () => measureTable(space, plan, table, (sample) => samples.push(sample)),
        () => space.cancel(),
      );
    } catch (error) {
      // What was cut off at the end is no failure; what was measured before counts.
      if (limit.ending() === null) throw error;
      break;
    }
    done += table.rows;
  }
  return done < total ? limit.ending() : null;
}

async function measureTable(
  space: ScratchSpace,
  plan: CalibrationPlan,
  table: ScratchTable,
  add: (sample: RateSample) => void,
): Promise<void> {
  await fillTable(space, plan, table);
  for (const operation of plan.operations) {
    if (table.rows <= (operation.mostRows ?? Infinity)) add(await timeOperation(space, table, operation));
  }
  for (const sql of plan.dropTable(table)) await space.run(sql);
}

async function timeOperation(
  space: ScratchSpace,
  table: ScratchTable,
  operation: TimedOperation,
): Promise<RateSample> {
  for (const sql of operation.before?.(table) ?? []) await space.run(sql);
  const size = await space.sizeOf(table.name);
  const startedAt = performance.now();
  await space.run(operation.sql(table));
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const sql of operation.after?.(table) ?? []) await space.run(sql);
  return {
    class: operation.class,
    rows: table.rows,
    heapBytes: size.heapBytes,
    bytes: size.bytes,
    indexes: operation.maintainsIndexes ? table.indexes : 0,
    clustered: space.family !== "postgres",
    memoryBytes: space.memoryBytes,
    seconds,
  };
}

function describeTable({ rows, width, indexes }: ScratchTable): string {
  return `${rows.toLocaleString("en-US")} ${width} rows, ${indexes === 0 ? "no" : indexes} indexes`;
}
