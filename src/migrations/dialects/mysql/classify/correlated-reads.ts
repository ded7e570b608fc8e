import type { Work } from "../../../operation.js";
import { isFoundByIndex, type Pin } from "../../correlated-subquery.js";
import type { SchemaState } from "../schema/schema-state.js";
import type { Column } from "../statement/read-conditions.js";
import type { Select, Subquery } from "../statement/read-subqueries.js";
import type { Reading } from "../statement/statement.js";
import { lookUps } from "./look-ups.js";

/**
 * What `SET n = (SELECT COUNT(*) FROM b WHERE b.a_id = a.id)` takes besides reading each table once: the subquery runs
 * for each row, and finds its own by an index or reads the whole table every time. So do IN and EXISTS where the server
 * does not join them.
 * @see https://dev.mysql.com/doc/refman/8.4/en/correlated-subqueries.html
 */
export function correlatedReads(
  reading: Reading,
  schema: SchemaState,
  { joins }: { readonly joins: boolean },
): readonly Work[] {
  const { names, subqueries } = reading;
  const [first] = names.values();
  return subqueries.flatMap((subquery): readonly Work[] => {
    const { use, outside } = subquery;
    const named = [...outside].map((name) => names.get(name)).find((table) => table !== undefined);
    const depends = named ?? tableOutside(subquery, reading, schema);
    if (joins && isJoined(subquery, depends !== undefined)) return [];
    const outer = depends ?? (use === "in" ? first : undefined);
    if (outer === undefined) return [];
    return subquery.selects.flatMap((select) =>
      readsOf(subquery, withoutGiven(select, reading), outer, schema),
    );
  });
}

/** Names that WITH gives are looked up in what is made once. */
function withoutGiven(select: Select, { tables }: Reading): Select {
  return {
    ...select,
    tables: new Map([...select.tables].filter(([, table]) => tables.includes(table))),
    made: select.made.filter((table) => tables.includes(table)),
  };
}

/** Whether it is joined with what it stands in, or the same for all rows and kept. */
function isJoined({ use, mayJoin }: Subquery, depends: boolean): boolean {
  return use !== "value" && (mayJoin || !depends);
}

function readsOf({ isNotIn }: Subquery, select: Select, outer: string, schema: SchemaState): readonly Work[] {
  const found = foundByIndexes(select, schema);
  const { origin } = schema.table(outer);
  const anew = [...select.tables].flatMap(([name, table]) => (found.has(name) ? [] : [table]));
  const [looked] = found.values();
  return [
    ...[...anew, ...(isNotIn ? select.made : [])].map(
      (table) =>
        ({
          class: "scan",
          table: schema.table(table).origin,
          indexes: 0,
          share: 1,
          forEachRowOf: origin,
        }) as const,
    ),
    ...(looked === undefined ? [] : [lookUps(outer, looked, schema)]),
  ];
}

type Named = readonly [name: string, table: string];

/** The tables, by their names, whose rows indexes find from those of the row outside, one after the other. */
function foundByIndexes(select: Select, schema: SchemaState): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const next = (): Named | undefined =>
    [...select.tables].find((one) => !found.has(one[0]) && isFound(select, one, found, schema));
  for (let one = next(); one !== undefined; one = next()) found.set(...one);
  return found;
}

/** Whether an index of the table finds what the conditions compare with the row outside, or with rows that are found. */
function isFound(
  select: Select,
  [name, table]: Named,
  found: ReadonlyMap<string, string>,
  schema: SchemaState,
): boolean {
  const { comparisons, tables } = select;
  const isOwn = ({ qualifier, column }: Column): boolean =>
    qualifier === null ? tables.size === 1 || schema.table(table).columns.has(column) : qualifier === name;
  const isGiven = (column: Column): boolean =>
    column.qualifier === null
      ? isNoneOf(select, column, schema)
      : !tables.has(column.qualifier) || found.has(column.qualifier);
  const pinned = new Map<string, Pin>();
  for (const { column, value } of comparisons) {
    if (!isOwn(column) || (value !== "outside" && !value.every(isGiven))) continue;
    pinned.set(column.column, value.length === 0 ? "constant" : "outside");
  }
  const { indexes, indexesKnown } = schema.table(table);
  const usable = [...indexes].filter(([, { unused }]) => !unused);
  return isFoundByIndex({ indexes: new Map(usable), indexesKnown }, pinned);
}

/** The table outside that an unqualified column is of, where all tables inside are known and none has it. */
function tableOutside({ selects }: Subquery, { names }: Reading, schema: SchemaState): string | undefined {
  const columns = selects.flatMap((select) =>
    select.comparisons
      .flatMap(({ value }) => (value === "outside" ? [] : value))
      .filter((column) => column.qualifier === null && isNoneOf(select, column, schema)),
  );
  return [...names.values()].find((table) =>
    columns.some(({ column }) => schema.table(table).columns.has(column)),
  );
}

function isNoneOf({ tables }: Select, { column }: Column, schema: SchemaState): boolean {
  return [...tables.values()].every((table) => {
    const { columns, columnsKnown } = schema.table(table);
    return columnsKnown && !columns.has(column);
  });
}
