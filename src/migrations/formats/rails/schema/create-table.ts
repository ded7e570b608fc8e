import { Options } from "../ruby/options.js";
import { type Column, columnSql } from "../sql/column-sql.js";
import { createIndexSql, indexColumns, mysqlIndexClause } from "../sql/index-sql.js";
import { primaryKeySql } from "../sql/primary-key-sql.js";
import { quoteName, quoteText } from "../sql/quote.js";
import { keyType } from "./column.js";
import type { SchemaCall } from "./schema-call.js";
import { TableBuilder } from "./table-builder.js";

function ownKey(call: SchemaCall): readonly string[] {
  const { options, target } = call;
  const id = options.value("id");
  const key = options.value("primary_key");
  if (key?.type === "array") return [];
  if (id !== undefined && id.type !== "hash" && !options.truth("id")) return [];
  const nested = id?.type === "hash" ? new Options(id.entries) : new Options();
  const type = (id?.type === "text" ? id.text : nested.text("type")) ?? keyType(target);
  return [primaryKeySql(target, options.text("primary_key") ?? "id", type, nested, call.lambdaSql)];
}

function columnClause(call: SchemaCall, column: Column): string {
  if (column.type !== "primary_key") return columnSql(call.target, column, call.lambdaSql);
  return primaryKeySql(
    call.target,
    column.name,
    column.options.text("type") ?? "bigint",
    column.options,
    call.lambdaSql,
  );
}

function definitions(call: SchemaCall, builder: TableBuilder): readonly string[] {
  const { target, options } = call;
  const key = options.value("primary_key");
  const composed = key?.type === "array" ? indexColumns(key).map((one) => quoteName(target, one)) : [];
  return [
    ...ownKey(call),
    ...builder.columns.map((column) => columnClause(call, column)),
    ...(composed.length === 0 ? [] : [`PRIMARY KEY (${composed.join(", ")})`]),
    ...(target.isPostgres
      ? []
      : builder.indexes.map((index) =>
          mysqlIndexClause(target, builder.table, index.columns, index.options),
        )),
    ...builder.constraints,
  ];
}

function tableOptions({ target, options }: SchemaCall): string {
  const charset = options.text("charset");
  const collation = options.text("collation");
  const comment = options.text("comment");
  const parts = [
    charset === null ? null : `DEFAULT CHARSET=${charset}`,
    collation === null ? null : `COLLATE=${collation}`,
    comment === null ? null : `COMMENT ${quoteText(target, comment)}`,
  ];
  return [...(target.isPostgres ? [] : parts), options.text("options")]
    .filter((part) => part !== null && part !== "")
    .map((part) => ` ${part ?? ""}`)
    .join("");
}

function comments(call: SchemaCall, builder: TableBuilder): void {
  const { target, options, sqlTable } = call;
  const comment = options.text("comment");
  if (comment !== null) call.sql(`COMMENT ON TABLE ${sqlTable} IS ${quoteText(target, comment)}`);
  for (const column of builder.columns) {
    const text = column.options.text("comment");
    if (text === null) continue;
    call.sql(`COMMENT ON COLUMN ${sqlTable}.${quoteName(target, column.name)} IS ${quoteText(target, text)}`);
  }
}

/** `create_table`, with all that its block adds; `given` are columns that stand before those. */
export function createTable(call: SchemaCall, given: readonly Column[] = []): void {
  const { options, target, sqlTable, table } = call;
  const builder = new TableBuilder(table, call.interpreter);
  builder.columns.push(...given);
  if (call.block !== null) call.interpreter.yieldTo(call.block, [{ type: "table", receiver: builder }]);
  if (options.truth("force"))
    call.sql(`DROP TABLE IF EXISTS ${sqlTable}${options.is("force", "cascade") ? " CASCADE" : ""}`);
  const temporary = options.truth("temporary") ? "TEMPORARY " : "";
  const ifNotExists = options.truth("if_not_exists") ? "IF NOT EXISTS " : "";
  const query = options.value("as");
  const as = query?.type === "lambda" ? call.lambdaSql(query) : options.text("as");
  const columns = as === null ? ` (${definitions(call, builder).join(", ")})` : "";
  call.sql(
    `CREATE ${temporary}TABLE ${ifNotExists}${sqlTable}${columns}${tableOptions(call)}${as === null ? "" : ` AS ${as}`}`,
  );
  if (!target.isPostgres) return;
  for (const index of builder.indexes) call.sql(createIndexSql(target, table, index.columns, index.options));
  comments(call, builder);
}
