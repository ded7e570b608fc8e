import { indexColumns } from "./index-sql.js";
import type { Options } from "../ruby/options.js";
import { checkName, exclusionName, foreignKeyColumn, foreignKeyName, uniqueName } from "./names.js";
import { quoteName, quoteTable } from "./quote.js";
import type { Target } from "./target.js";

const actions: Readonly<Record<string, string>> = {
  cascade: "CASCADE",
  nullify: "SET NULL",
  restrict: "RESTRICT",
};

function actionClause(options: Options, event: "delete" | "update"): string {
  const action = options.text(`on_${event}`);
  return action === null ? "" : ` ON ${event.toUpperCase()} ${actions[action] ?? action.toUpperCase()}`;
}

function deferrable(target: Target, options: Options): string {
  const value = options.value("deferrable");
  if (!target.isPostgres || value === undefined || value.type === "nil") return "";
  if (value.type === "text") return ` DEFERRABLE INITIALLY ${value.text.toUpperCase()}`;
  return options.truth("deferrable") ? " DEFERRABLE" : "";
}

const notValid = (target: Target, options: Options): string =>
  target.isPostgres && !options.truth("validate", true) ? " NOT VALID" : "";

const list = (target: Target, columns: readonly string[]): string =>
  columns.map((column) => quoteName(target, column)).join(", ");

/** The columns that hold a foreign key: `column:`, or the other table's name with `_id`. */
export function foreignKeyColumns(toTable: string, options: Options): readonly string[] {
  return options.has("column") ? indexColumns(options.value("column")) : [foreignKeyColumn(toTable)];
}

export function nameOfForeignKey(table: string, columns: readonly string[], options: Options): string {
  return options.text("name") ?? foreignKeyName(table, columns.join("_and_"));
}

/** `CONSTRAINT name FOREIGN KEY ...`, as it stands in CREATE TABLE and after ADD. */
export function foreignKeyClause(target: Target, table: string, toTable: string, options: Options): string {
  const columns = foreignKeyColumns(toTable, options);
  const keys = options.has("primary_key") ? indexColumns(options.value("primary_key")) : ["id"];
  return (
    `CONSTRAINT ${quoteName(target, nameOfForeignKey(table, columns, options))} ` +
    `FOREIGN KEY (${list(target, columns)}) REFERENCES ${quoteTable(target, toTable)} (${list(target, keys)})` +
    actionClause(options, "delete") +
    actionClause(options, "update") +
    deferrable(target, options) +
    notValid(target, options)
  );
}

/** `CONSTRAINT name CHECK (...)` */
export function checkClause(target: Target, table: string, expression: string, options: Options): string {
  const name = options.text("name") ?? checkName(table, expression);
  return `CONSTRAINT ${quoteName(target, name)} CHECK (${expression})${notValid(target, options)}`;
}

/** PostgreSQL's `CONSTRAINT name EXCLUDE ...` */
export function exclusionClause(target: Target, table: string, expression: string, options: Options): string {
  const using = options.text("using");
  const where = options.text("where");
  const name = options.text("name") ?? exclusionName(table, expression);
  return (
    `CONSTRAINT ${quoteName(target, name)} EXCLUDE${using === null ? "" : ` USING ${using}`} (${expression})` +
    (where === null ? "" : ` WHERE (${where})`) +
    deferrable(target, options)
  );
}

/** `CONSTRAINT name UNIQUE ...`, of columns or of an index that is there already. */
export function uniqueClause(
  target: Target,
  table: string,
  columns: readonly string[],
  options: Options,
): string {
  const index = options.text("using_index");
  const name = quoteName(target, options.text("name") ?? uniqueName(table, columns));
  if (index !== null)
    return `CONSTRAINT ${name} UNIQUE USING INDEX ${quoteName(target, index)}${deferrable(target, options)}`;
  const distinct = options.truth("nulls_not_distinct") ? " NULLS NOT DISTINCT" : "";
  return `CONSTRAINT ${name} UNIQUE${distinct} (${list(target, columns)})${deferrable(target, options)}`;
}
