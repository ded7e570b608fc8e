import { typeOf } from "../sql/column-sql.js";
import { valueSql } from "../sql/value-sql.js";
import { UnreadableChange } from "../unreadable-change.js";
import type { Change } from "./change.js";
import type { ReadChange } from "./read-change.js";

const valueOf = (column: Change): string => valueSql(column, "value", typeOf(column)) ?? "NULL";

/** The WHERE clause, with `:name` and `:value` of its `whereParams` in order. */
function whereClause(change: Change): string {
  const text = change.text("where")?.trim() ?? "";
  if (text === "") return "";
  const list = change.part("whereParams");
  const given = list?.node.children.map((node) => list.partOf(node)) ?? [];
  const names = given.flatMap((param) => param.text("name") ?? []);
  const values = given.map(valueOf);
  let named = 0;
  let valued = 0;
  const filled = text.replaceAll(/(?<!:):(name|value)\b/g, (whole, what: string) => {
    const value = what === "name" ? names[named++] : values[valued++];
    if (value === undefined) return whole;
    return what === "name" ? change.names.quoted(value) : value;
  });
  return ` WHERE ${filled}`;
}

/** A file beside the changelog holds the rows. */
const fromFile: ReadChange = (change) => {
  const file = change.text("file") ?? "a file";
  throw new UnreadableChange(`how many rows ${change.node.name} takes from ${file} cannot be told`);
};

/** Changes of rows: https://docs.liquibase.com/change-types/home.html */
export const rowChanges: Readonly<Record<string, ReadChange>> = {
  insert: (change) => {
    const columns = change.columns.filter((column) => valueSql(column, "value", null) !== null);
    const names = change.names.list(columns.map((column) => column.required("name")));
    return [`INSERT INTO ${change.table()} (${names}) VALUES (${columns.map(valueOf).join(", ")})`];
  },
  update: (change) => {
    const sets = change.columns.map(
      (column) => `${column.names.quoted(column.required("name"))} = ${valueOf(column)}`,
    );
    return [`UPDATE ${change.table()} SET ${sets.join(", ")}${whereClause(change)}`];
  },
  delete: (change) => [`DELETE FROM ${change.table()}${whereClause(change)}`],
  loadData: fromFile,
  loadUpdateData: fromFile,
};
