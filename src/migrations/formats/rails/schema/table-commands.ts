import { joinTableName } from "../sql/names.js";
import { quoteTable, quoteText } from "../sql/quote.js";
import { Options } from "../ruby/options.js";
import { boolean, symbol, text } from "../ruby/value.js";
import { keyType } from "./column.js";
import { createTable } from "./create-table.js";
import { type Commands, SchemaCall } from "./schema-call.js";
import { singularize } from "../inflections.js";
import { quoteName } from "../sql/quote.js";

function joinTable(call: SchemaCall): string {
  const given = call.options.text("table_name");
  return given ?? joinTableName(call.text(0, "table's name"), call.text(1, "table's name"));
}

/** `create_table id: false` with a NOT NULL key to each of the two. */
function createJoinTable(call: SchemaCall): void {
  const columnOptions = call.options.nested("column_options") ?? new Options();
  const type = columnOptions.text("type") ?? keyType(call.target);
  const notNull = columnOptions.has("null") ? [] : [{ key: symbol("null"), value: boolean(false) }];
  const options = columnOptions.without("type").with(notNull);
  const keys = [0, 1].map((index) => ({
    name: `${singularize(call.text(index, "table's name"))}_id`,
    type,
    options,
  }));
  createTable(
    new SchemaCall(
      {
        receiver: { type: "migration" },
        name: call.name,
        line: call.line,
        block: call.block,
        args: [
          text(joinTable(call)),
          {
            type: "hash",
            entries: [
              ...call.options.without("table_name", "column_options").entries,
              { key: symbol("id"), value: boolean(false) },
            ],
          },
        ],
      },
      call.interpreter,
    ),
    keys,
  );
}

/** Commands that make, rename and drop tables. */
export const tableCommands: Commands = {
  create_table: (call) => createTable(call),
  create_join_table: createJoinTable,
  drop_table: (call) => {
    const cascade = call.options.is("force", "cascade") ? " CASCADE" : "";
    const ifExists = call.options.truth("if_exists") ? "IF EXISTS " : "";
    const temporary = call.options.truth("temporary") && !call.target.isPostgres ? "TEMPORARY " : "";
    for (const table of call.texts(0, "table's name"))
      call.sql(`DROP ${temporary}TABLE ${ifExists}${quoteTable(call.target, table)}${cascade}`);
  },
  drop_join_table: (call) => call.sql(`DROP TABLE ${quoteTable(call.target, joinTable(call))}`),
  rename_table: (call) => {
    const name = call.text(1, "table's new name");
    if (call.target.isPostgres)
      call.sql(`ALTER TABLE ${call.sqlTable} RENAME TO ${quoteName(call.target, name)}`);
    else call.sql(`RENAME TABLE ${call.sqlTable} TO ${quoteTable(call.target, name)}`);
  },
  change_table_comment: (call) => {
    const change = call.options.value("to") ?? call.args[1];
    const comment = change?.type === "text" ? quoteText(call.target, change.text) : null;
    if (call.target.isPostgres) call.sql(`COMMENT ON TABLE ${call.sqlTable} IS ${comment ?? "NULL"}`);
    else call.alter([`COMMENT ${comment ?? "''"}`]);
  },
};
