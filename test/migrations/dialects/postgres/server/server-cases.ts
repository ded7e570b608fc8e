import { addColumnCases, columnCases, typeCases } from "./column-cases.js";
import { dataCases, indexCases } from "./data-cases.js";
import { constraintCases, objectCases, tableCases } from "./table-cases.js";
import type { ServerCase } from "./server-case.js";

/** Everything that is run on a server, by what it is about. */
export const serverCases: Readonly<Record<string, readonly ServerCase[]>> = {
  "adding columns": addColumnCases,
  columns: columnCases,
  "columns' types": typeCases,
  constraints: constraintCases,
  tables: tableCases,
  indexes: indexCases,
  rows: dataCases,
  "everything else": objectCases,
};
