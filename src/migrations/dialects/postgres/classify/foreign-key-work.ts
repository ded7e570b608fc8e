import type { Work } from "../../../operation.js";
import { work, type Context } from "./context.js";

/** Comparing all rows of a table with the one that they refer to: the server joins the two. */
export function foreignKeyWork(table: string, references: string, context: Context): readonly Work[] {
  const lookedUpIn = context.schema.table(references).sizeName;
  return [work(context, "scan", table, { lookedUpIn })];
}
