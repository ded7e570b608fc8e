import { columnSql, columnType } from "../sql/column-sql.js";
import { defaultSql } from "../sql/default-sql.js";
import { quoteName, quoteText } from "../sql/quote.js";
import { truthOf } from "../ruby/known.js";
import type { Column } from "../sql/column-sql.js";
import { makeColumn, timestampColumns } from "./column.js";
import type { Commands, SchemaCall } from "./schema-call.js";

/** ADD COLUMN for each, and PostgreSQL's comments. */
export function addColumns(call: SchemaCall, columns: readonly Column[]): void {
  const { target } = call;
  const ifNotExists = call.options.truth("if_not_exists") ? "IF NOT EXISTS " : "";
  call.alter(
    columns.map((column) => `ADD COLUMN ${ifNotExists}${columnSql(target, column, call.lambdaSql)}`),
  );
  if (target.isPostgres) for (const column of columns) comment(call, column);
}

function comment(call: SchemaCall, { name, options }: Column): void {
  if (!options.has("comment")) return;
  const text = options.text("comment");
  call.sql(
    `COMMENT ON COLUMN ${call.sqlTable}.${quoteName(call.target, name)} IS ` +
      (text === null ? "NULL" : quoteText(call.target, text)),
  );
}

/** The options of a column, without those of the command. */
const columnOptions = (call: SchemaCall) => call.options.without("if_not_exists", "if_exists");

function changePostgres(call: SchemaCall, column: Column): void {
  const { target } = call;
  const { options } = column;
  const name = quoteName(target, column.name);
  const type = columnType(target, column);
  const collation = options.text("collation");
  const cast = options.text("cast_as");
  const using =
    options.text("using") ??
    (cast === null ? null : `CAST(${name} AS ${columnType(target, { type: cast, options })})`);
  const value = options.value("default");
  const nullable = options.value("null");
  const clauses = [
    `ALTER COLUMN ${name} TYPE ${type}` +
      (collation === null ? "" : ` COLLATE ${quoteName(target, collation)}`) +
      (using === null ? "" : ` USING ${using}`),
  ];
  if (value !== undefined) clauses.push(`ALTER COLUMN ${name} ${setDefault(call, value, type)}`);
  if (nullable !== undefined && nullable.type !== "nil")
    clauses.push(`ALTER COLUMN ${name} ${truthOf(nullable) === true ? "DROP" : "SET"} NOT NULL`);
  call.alter(clauses);
  comment(call, column);
}

/** `SET DEFAULT ...`, or `DROP DEFAULT` for nil. */
export function setDefault(call: SchemaCall, value: Parameters<typeof defaultSql>[1], type: string): string {
  return value.type === "nil"
    ? "DROP DEFAULT"
    : `SET DEFAULT ${defaultSql(call.target, value, type, call.lambdaSql)}`;
}

function changeColumn(call: SchemaCall): void {
  const { target } = call;
  const column = makeColumn(
    target,
    call.text(1, "column's name"),
    call.text(2, "column's type"),
    columnOptions(call),
  );
  if (target.isPostgres) {
    changePostgres(call, column);
    return;
  }
  const name = quoteName(target, column.name);
  const tellsNull = column.options.has("null");
  call.alter([`CHANGE ${name} ${columnSql(target, column, call.lambdaSql)}`], !tellsNull);
}

function removeColumns(call: SchemaCall, names: readonly string[]): void {
  const ifExists = call.options.truth("if_exists") ? "IF EXISTS " : "";
  call.alter(names.map((name) => `DROP COLUMN ${ifExists}${quoteName(call.target, name)}`));
}

/** Commands that add, change, rename and remove columns. */
export const columnCommands: Commands = {
  add_column: (call) =>
    addColumns(call, [
      makeColumn(
        call.target,
        call.text(1, "column's name"),
        call.text(2, "column's type"),
        columnOptions(call),
      ),
    ]),
  add_columns: (call) => {
    const type = call.options.text("type") ?? "";
    const options = columnOptions(call).without("type");
    addColumns(
      call,
      call.texts(1, "column's name").map((name) => makeColumn(call.target, name, type, options)),
    );
  },
  change_column: changeColumn,
  rename_column: (call) => {
    const [from, to] = [call.text(1, "column's name"), call.text(2, "column's new name")];
    const clause = `RENAME COLUMN ${quoteName(call.target, from)} TO ${quoteName(call.target, to)}`;
    // PostgreSQL takes a renaming only by itself.
    if (call.target.isPostgres) call.sql(`ALTER TABLE ${call.sqlTable} ${clause}`);
    else call.alter([clause]);
  },
  remove_column: (call) => removeColumns(call, [call.text(1, "column's name")]),
  remove_columns: (call) => removeColumns(call, call.texts(1, "column's name")),
  add_timestamps: (call) => addColumns(call, timestampColumns(call.target, columnOptions(call))),
  remove_timestamps: (call) => removeColumns(call, ["updated_at", "created_at"]),
};
