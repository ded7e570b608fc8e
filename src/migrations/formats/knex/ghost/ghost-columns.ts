import { Unreadable } from "../../javascript/language/unreadable.js";
import { List, Native, Obj, type Value } from "../../javascript/language/value.js";
import { nameOf, optionOf } from "../../javascript/arguments.js";
import type { Database } from "../database.js";
import { TableBuilder } from "../table-builder.js";

function told(spec: Value, key: string): Value {
  if (!(spec instanceof Obj) || spec.open) throw new Unreadable("the column's definition is not known");
  return spec.entries.get(key);
}

function run(object: Value, database: Database, method: string, args: readonly Value[], line: number): Value {
  const { interpreter } = database;
  const callee = interpreter.get(object, method, line);
  if (!(callee instanceof Native)) throw new Unreadable(`${method} is not known`);
  return callee.run(args, line);
}

/**
 * A column from Ghost's definition of it:
 * https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/server/data/schema/commands.js (addTableColumn)
 */
export function addGhostColumn(
  table: TableBuilder,
  name: string,
  spec: Value,
  database: Database,
  line: number,
): void {
  const type = nameOf(told(spec, "type"), "type");
  const size =
    type === "string"
      ? (told(spec, "maxlength") ?? 191)
      : type === "text"
        ? told(spec, "fieldtype")
        : undefined;
  const column = run(table, database, type, size === undefined ? [name] : [name, size], line);
  const modify = (method: string, ...args: readonly Value[]): void => {
    run(column, database, method, args, line);
  };
  if (told(spec, "nullable") !== true) modify("notNullable");
  for (const [key, method] of [
    ["primary", "primary"],
    ["unique", "unique"],
    ["unsigned", "unsigned"],
    ["index", "index"],
  ] as const)
    if (told(spec, key) === true) modify(method);
  if (told(spec, "references") !== undefined) modify("references", told(spec, "references"));
  if (told(spec, "constraintName") !== undefined) modify("withKeyName", told(spec, "constraintName"));
  if (told(spec, "cascadeDelete") === true) modify("onDelete", "CASCADE");
  else if (told(spec, "setNullDelete") === true) modify("onDelete", "SET NULL");
  if (told(spec, "defaultTo") !== undefined) modify("defaultTo", told(spec, "defaultTo"));
}

/** A table from Ghost's definition of it, whose keys `@@INDEXES@@` and the like are no columns. */
export function ghostTable(spec: Value, database: Database, line: number): TableBuilder {
  if (!(spec instanceof Obj) || spec.open) throw new Unreadable("the table's definition is not known");
  const table = new TableBuilder(database);
  for (const [name, column] of spec.entries)
    if (!name.startsWith("@@")) addGhostColumn(table, name, column, database, line);
  for (const [key, method] of [
    ["@@INDEXES@@", "index"],
    ["@@UNIQUE_CONSTRAINTS@@", "unique"],
  ] as const) {
    const lists = optionOf(spec, key);
    if (lists instanceof List)
      for (const columns of lists.items) run(table, database, method, [columns], line);
  }
  return table;
}
