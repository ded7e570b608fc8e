import type { Operation, Work } from "../../../operation.js";
import { adviceOn } from "../../correlated-subquery.js";
import { ruleById } from "../rules/mysql-rules.js";
import type { SchemaState } from "../schema/schema-state.js";
import type { ChangeRows } from "../statement/statement.js";
import { correlatedReads } from "./correlated-reads.js";
import { joinReads } from "./join-reads.js";
import { operationOf } from "./operation-of.js";
import type { Surroundings } from "./surroundings.js";
import { waitsOn } from "./unknown-calls.js";

const rowLocks = "row locks";

function scansOf(tables: readonly string[], schema: SchemaState): readonly Work[] {
  return tables.map((table) => ({ class: "scan", table: schema.table(table).origin, indexes: 0, share: 1 }));
}

/** Whether the condition pins every column of the primary key; an `id` is taken for one where the key is not known. */
function isOneRow({ equals, tables, joined }: ChangeRows, schema: SchemaState): boolean {
  const [name] = tables;
  if (name === undefined || tables.length + joined.length !== 1) return false;
  const table = schema.table(name);
  const key = table.primaryKey ?? (table.indexesKnown ? [] : ["id"]);
  return key.length > 0 && key.every((column) => equals.includes(column));
}

/** Rows of other tables are written: the largest part is taken for as large as the first of them. */
function insertSelect(
  change: ChangeRows,
  table: string,
  line: number,
  { schema, can }: Pick<Surroundings, "schema" | "can">,
): Operation {
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
  const anew = [
    ...correlatedReads(change.reading, schema, { joins: true }),
    ...joinReads(change.reading, schema, { can, changes: false }),
  ];
  const work = [written, ...scansOf(others, schema), ...anew];
  schema.fill(table);
  return operationOf(ruleById["insert-select"], {
    ...adviceOn(anew),
    ...waitsOn(change.reading),
    kind: change.verb,
    table,
    line,
    lock: rowLocks,
    alsoBlocks,
    work,
  });
}

function insertion(
  change: ChangeRows,
  table: string,
  line: number,
  around: Pick<Surroundings, "schema" | "can">,
): Operation {
  const { schema } = around;
  if (change.verb === "load_data") {
    schema.fill(table);
    return operationOf(ruleById["load-data"], { kind: change.verb, table, line });
  }
  if (change.sources.length > 0) return insertSelect(change, table, line, around);
  const read = change.reading.tables.filter((one) => one !== table);
  const work = scansOf(read, schema);
  return operationOf(ruleById["insert-values"], {
    ...waitsOn(change.reading),
    kind: change.verb,
    table,
    line,
    lock: rowLocks,
    work,
  });
}

/** INSERT, REPLACE, UPDATE, DELETE and LOAD DATA: one operation for each table that is changed. */
export function classifyRows(
  change: ChangeRows,
  line: number,
  around: Pick<Surroundings, "schema" | "can">,
): readonly Operation[] {
  const { schema, can } = around;
  const { verb, reading } = change;
  if (verb !== "update" && verb !== "delete") {
    return change.tables.map((table) => insertion(change, table, line, around));
  }
  const waits = waitsOn(reading);
  const oneRow = isOneRow(change, schema);
  const joins = can.joinsInChanges || (can.mariadb && change.multiTable);
  const anew = oneRow
    ? []
    : [...correlatedReads(reading, schema, { joins }), ...joinReads(reading, schema, { can, changes: true })];
  return change.tables.map((table, index) => {
    const { origin, secondaryIndexes } = schema.table(table);
    const changed: Work = { class: verb, table: origin, indexes: secondaryIndexes, share: 1 };
    const read = index === 0 ? [...scansOf(sourcesOf(change, oneRow, schema), schema), ...anew] : [];
    const rule = ruleById[oneRow ? "change-one-row" : "change-rows"];
    const work = oneRow ? read : [changed, ...read];
    return operationOf(rule, { ...adviceOn(anew), ...waits, kind: verb, table, line, lock: rowLocks, work });
  });
}

/** What is read besides: of one row only what no index finds for it. */
function sourcesOf(
  { sources, reading }: ChangeRows,
  oneRow: boolean,
  schema: SchemaState,
): readonly string[] {
  if (!oneRow) return sources;
  const found = new Set(
    correlatedReads(reading, schema, { joins: false }).flatMap(({ lookedUpIn }) => lookedUpIn ?? []),
  );
  return sources.filter((table) => !found.has(schema.table(table).origin));
}
