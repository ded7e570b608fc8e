import type { Work } from "../../../operation.js";
import { work, type Context } from "./context.js";

/**
 * How many times a scan's rates it takes to look a row up, by `npm run bench -- scan-factors`: 2 in a table of a thousand
 * rows, 6 in one of 100,000, 10 in one of a million, in no order. Its size is not known here.
 */
const lookingUp = 5;
/** How many times it takes to make the other table's rows ready to be looked up. */
const referenced = 4;

/** Comparing all rows of a table with the one that they refer to: the server joins the two. */
export function foreignKeyWork(table: string, references: string, context: Context): readonly Work[] {
  return [
    work(context, "scan", table, { factor: lookingUp }),
    work(context, "scan", references, { factor: referenced }),
  ];
}
