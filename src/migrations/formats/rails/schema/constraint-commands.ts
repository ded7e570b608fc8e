import type { Options } from "../ruby/options.js";
import {
  checkClause,
  exclusionClause,
  foreignKeyClause,
  foreignKeyColumns,
  nameOfForeignKey,
  uniqueClause,
} from "../sql/constraint-sql.js";
import { indexColumns } from "../sql/index-sql.js";
import { checkName, exclusionName, uniqueName } from "../sql/names.js";
import { quoteName } from "../sql/quote.js";
import { Unreadable } from "../unreadable.js";
import type { Commands, SchemaCall } from "./schema-call.js";

function nameOf(call: SchemaCall, fallback: (argument: string) => string): string {
  return call.options.text("name") ?? fallback(call.text(1, "constraint's name"));
}

/** A foreign key is named by `name:`, by `column:` or by the other table. */
function foreignKey(call: SchemaCall, options: Options): string {
  const toTable = call.args[1] === undefined ? options.text("to_table") : call.text(1, "other table's name");
  if (toTable === null && !options.has("name") && !options.has("column"))
    throw new Unreadable("the foreign key's name is not known");
  return nameOfForeignKey(call.table, foreignKeyColumns(toTable ?? "", options), options);
}

const drop = (call: SchemaCall, name: string, mysql: string): void =>
  call.alter([
    `DROP ${call.target.isPostgres ? "CONSTRAINT" : mysql} ` +
      `${call.target.isPostgres && call.options.truth("if_exists") ? "IF EXISTS " : ""}${quoteName(call.target, name)}`,
  ]);

function validate(call: SchemaCall, name: string): void {
  // Other engines know no constraint that was not validated, and ActiveRecord sends them nothing.
  if (call.target.isPostgres) call.alter([`VALIDATE CONSTRAINT ${quoteName(call.target, name)}`]);
}

const byText = (call: SchemaCall, name: (table: string, expression: string) => string): string =>
  nameOf(call, (expression) => name(call.table, expression));

function uniqueConstraintName(call: SchemaCall): string {
  return (
    call.options.text("name") ??
    uniqueName(call.table, indexColumns(call.options.value("column") ?? call.args[1]))
  );
}

/** Commands on foreign keys, checks, exclusions and unique constraints. */
export const constraintCommands: Commands = {
  add_foreign_key: (call) =>
    call.alter([
      `ADD ${foreignKeyClause(call.target, call.table, call.text(1, "other table's name"), call.options)}`,
    ]),
  remove_foreign_key: (call) => drop(call, foreignKey(call, call.options), "FOREIGN KEY"),
  validate_foreign_key: (call) => validate(call, foreignKey(call, call.options)),
  validate_constraint: (call) => validate(call, call.text(1, "constraint's name")),
  add_check_constraint: (call) =>
    call.alter([`ADD ${checkClause(call.target, call.table, call.text(1, "condition"), call.options)}`]),
  remove_check_constraint: (call) =>
    drop(call, byText(call, checkName), call.target.engine.family === "mariadb" ? "CONSTRAINT" : "CHECK"),
  validate_check_constraint: (call) =>
    validate(
      call,
      byText(call, (_table, name) => name),
    ),
  add_exclusion_constraint: (call) =>
    call.alter([`ADD ${exclusionClause(call.target, call.table, call.text(1, "condition"), call.options)}`]),
  remove_exclusion_constraint: (call) => drop(call, byText(call, exclusionName), "CONSTRAINT"),
  add_unique_constraint: (call) => {
    const columns = call.options.has("using_index") ? [] : indexColumns(call.args[1]);
    call.alter([`ADD ${uniqueClause(call.target, call.table, columns, call.options)}`]);
  },
  remove_unique_constraint: (call) => drop(call, uniqueConstraintName(call), "CONSTRAINT"),
};
