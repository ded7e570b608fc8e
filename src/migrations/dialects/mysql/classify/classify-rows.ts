import type { Operation, Work } from "../../../operation.js";
import { ruleById } from "../rules/mysql-rules.js";
import type { SchemaState } from "../schema/schema-state.js";
import type { ChangeRows } from "../statement/statement.js";
import { operationOf } from "./operation-of.js";

const rowLocks = "row locks";

function scansOf(tables: readonly string[], schema: SchemaState): readonly Work[] {
  return tables.map((table) => ({ class: "scan", table: schema.table(table).origin, indexes: 0, share: 1 }));
}

/** Whether the condition pins every column of the primary key; an `id` is taken for one where the key is not known. */
function isOneRow({ equals, tables, sources }: ChangeRows, schema: SchemaState): boolean {
  const [name] = tables;
  if (name === undefined || tables.length + sources.length !== 1) return false;
  const table = schema.table(name);
  const key = table.primaryKey ?? (table.indexesKnown ? [] : ["id"]);
  return key.length > 0 && key.every((column) => equals.includes(column));
}

/** Rows of other tables are written: the largest part is taken for as large as the first of them. */
function insertSelect(change: ChangeRows, table: string, line: number, schema: SchemaState): Operation {
  const [source = table, ...others] = change.sources;
  const { secondaryIndexes } = schema.table(table);
  const written: Work = {
    class: "insert",
    table: schema.table(source).origin,
    indexes: secondaryIndexes,
    share: 1,
  };
  const alsoBlocks = change.sources
    .filter((one) => one !== table && !schema.table(one).created)
    .map((one) => ({ table: one, reads: false, writes: true }));
  const work = [written, ...scansOf(others, schema)];
  schema.fill(table);
  return operationOf(ruleById["insert-select"], {
    kind: change.verb,
    table,
    line,
    lock: rowLocks,
    alsoBlocks,
    work,
  });
}

function insertion(change: ChangeRows, table: string, line: number, schema: SchemaState): Operation {
  if (change.verb === "load_data") {
    schema.fill(table);
    return operationOf(ruleById["load-data"], { kind: change.verb, table, line });
  }
  if (change.sources.length > 0) return insertSelect(change, table, line, schema);
  return operationOf(ruleById["insert-values"], { kind: change.verb, table, line, lock: rowLocks });
}

/** INSERT, REPLACE, UPDATE, DELETE and LOAD DATA: one operation for each table that is changed. */
export function classifyRows(change: ChangeRows, line: number, schema: SchemaState): readonly Operation[] {
  const { verb } = change;
  if (verb !== "update" && verb !== "delete") {
    return change.tables.map((table) => insertion(change, table, line, schema));
  }
  const oneRow = isOneRow(change, schema);
  return change.tables.map((table, index) => {
    const { origin, secondaryIndexes } = schema.table(table);
    const changed: Work = { class: verb, table: origin, indexes: secondaryIndexes, share: 1 };
    const work = oneRow ? [] : [changed, ...(index === 0 ? scansOf(change.sources, schema) : [])];
    const rule = ruleById[oneRow ? "change-one-row" : "change-rows"];
    return operationOf(rule, { kind: verb, table, line, lock: rowLocks, work });
  });
}
