import type { WorkClass } from "../../../operation.js";
import type { TableState } from "../schema/table-state.js";
import { isText } from "./compare-charsets.js";

/** Text takes longer to sort than numbers. */
export function indexWork(columns: readonly string[], table: TableState): WorkClass {
  const text = columns.some((column) => {
    const state = table.column(column);
    return state !== null && isText(state.type) && state.type.base !== "enum" && state.type.base !== "set";
  });
  return text ? "index-text" : "index";
}
