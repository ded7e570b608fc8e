import type { ScratchSpace, ScratchTable } from "./scratch-space.js";
import type { CalibrationPlan } from "./timed-operation.js";

/** Rows of one statement: it can be cancelled, and leaves no huge transaction. */
const batch = 100_000;

/** Makes a table with all its rows, then its indexes. */
export async function fillTable(
  space: ScratchSpace,
  plan: CalibrationPlan,
  table: ScratchTable,
): Promise<void> {
  for (const sql of plan.createTable(table)) await space.run(sql);
  for (let from = 1; from <= table.rows; from += batch)
    await space.run(plan.fill(table, from, Math.min(from + batch - 1, table.rows)));
  for (const sql of plan.addIndexes(table)) await space.run(sql);
  await space.settle(table.name);
}
