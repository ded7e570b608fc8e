import {
  createIndexSql,
  dropIndexSql,
  indexColumns,
  mysqlIndexClause,
  nameOfIndex,
} from "../sql/index-sql.js";
import { quoteName, quoteTable, quoteText } from "../sql/quote.js";
import type { Options } from "../ruby/options.js";
import type { Commands, SchemaCall } from "./schema-call.js";

/** CREATE INDEX; within a bulk change MySQL's ADD INDEX. */
export function addIndex(call: SchemaCall, columns: readonly string[], options: Options): void {
  const { target, table } = call;
  if (call.interpreter.steps.inBulk && !target.isPostgres) {
    call.alter([`ADD ${mysqlIndexClause(target, table, columns, options)}`]);
    return;
  }
  call.sql(createIndexSql(target, table, columns, options));
  const comment = options.text("comment");
  if (!target.isPostgres || comment === null) return;
  call.sql(
    `COMMENT ON INDEX ${quoteName(target, nameOfIndex(table, columns, options))} IS ${quoteText(target, comment)}`,
  );
}

/** DROP INDEX by name, or by the name that its columns would have given it. */
export function removeIndex(call: SchemaCall, given: readonly string[] | null): void {
  const { options, table, target } = call;
  const columns = given ?? (options.has("column") ? indexColumns(options.value("column")) : []);
  const name =
    options.text("name") ??
    nameOfIndex(table, columns.length > 0 ? columns : indexColumns(undefined), options);
  if (call.interpreter.steps.inBulk && !target.isPostgres) {
    call.alter([`DROP INDEX ${quoteName(target, name)}`]);
    return;
  }
  call.sql(dropIndexSql(target, table, name, options));
}

/** Commands on indexes. */
export const indexCommands: Commands = {
  add_index: (call) => addIndex(call, indexColumns(call.args[1]), call.options),
  remove_index: (call) => removeIndex(call, call.args[1] === undefined ? null : indexColumns(call.args[1])),
  rename_index: (call) => {
    const { target } = call;
    const [from, to] = [call.text(1, "index's name"), call.text(2, "index's new name")];
    if (target.isPostgres)
      call.sql(`ALTER INDEX ${quoteTable(target, from)} RENAME TO ${quoteName(target, to)}`);
    else call.alter([`RENAME INDEX ${quoteName(target, from)} TO ${quoteName(target, to)}`]);
  },
};
