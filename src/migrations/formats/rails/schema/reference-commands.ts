import { Options } from "../ruby/options.js";
import { foreignKeyClause, foreignKeyColumns, nameOfForeignKey } from "../sql/constraint-sql.js";
import { quoteName } from "../sql/quote.js";
import { addColumns } from "./column-commands.js";
import { addIndex } from "./index-commands.js";
import { makeReference } from "./reference.js";
import type { Commands, SchemaCall } from "./schema-call.js";

function addReference(call: SchemaCall): void {
  for (const name of call.texts(1, "reference's name")) {
    const { columns, index, foreignKey } = makeReference(call.target, call.table, name, call.options);
    addColumns(call, columns);
    if (index !== null) addIndex(call, index.columns, index.options);
    if (foreignKey === null) continue;
    call.alter([`ADD ${foreignKeyClause(call.target, call.table, foreignKey.toTable, foreignKey.options)}`]);
  }
}

function removeReference(call: SchemaCall): void {
  const { target, options, table } = call;
  for (const name of call.texts(1, "reference's name")) {
    const reference = makeReference(target, table, name, options);
    if (reference.foreignKey !== null) {
      const { toTable, options: given } = reference.foreignKey;
      const constraint = nameOfForeignKey(table, foreignKeyColumns(toTable, given), given);
      call.alter([
        `DROP ${target.isPostgres ? "CONSTRAINT" : "FOREIGN KEY"} ${quoteName(target, constraint)}`,
      ]);
    }
    const plain = makeReference(target, table, name, new Options(options.without("foreign_key").entries));
    call.alter(plain.columns.map((column) => `DROP COLUMN ${quoteName(target, column.name)}`));
  }
}

/** Commands that add and remove a column with its index and foreign key. */
export const referenceCommands: Commands = {
  add_reference: addReference,
  add_belongs_to: addReference,
  remove_reference: removeReference,
  remove_belongs_to: removeReference,
};
