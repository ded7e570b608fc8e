import type { AlterClause } from "../statement/alter-clause.js";
import type { TableState } from "./table-state.js";

/** What a clause of ALTER TABLE leaves behind; renaming the table itself is the schema's to do. */
export function applyClause(table: TableState, clause: AlterClause): void {
  switch (clause.type) {
    case "add-column":
      table.addColumn(clause.column);
      if (clause.column.primaryKey)
        table.addIndex({ kind: "primary", name: "PRIMARY", columns: [clause.column.name] });
      if (clause.column.unique) table.addIndex({ kind: "unique", name: null, columns: [clause.column.name] });
      break;
    case "change-column":
      if (clause.from !== clause.column.name) table.renameColumn(clause.from, clause.column.name);
      table.addColumn(clause.column);
      break;
    case "column-nullability":
      table.setNullable(clause.name, clause.nullable);
      break;
    case "drop-column":
      table.dropColumn(clause.name);
      break;
    case "rename-column":
      table.renameColumn(clause.from, clause.to);
      break;
    case "add-index":
      table.addIndex(clause.index);
      break;
    case "drop-index":
      table.dropIndex(clause.name);
      break;
    case "rename-index": {
      const index = table.indexes.get(clause.from.toLowerCase());
      if (index === undefined) break;
      table.dropIndex(clause.from);
      table.indexes.set(clause.to.toLowerCase(), { ...index, name: clause.to });
      break;
    }
    case "drop-primary-key":
      table.dropIndex("PRIMARY");
      break;
    case "add-foreign-key":
      if (table.hasIndexOn(clause.columns) === false) {
        table.addIndex({ kind: "plain", name: null, columns: clause.columns });
      }
      break;
    case "convert-charset":
      table.charset = clause.charset;
      for (const [key, column] of table.columns) {
        table.columns.set(key, { ...column, type: { ...column.type, charset: null, collation: null } });
      }
      break;
    case "option":
      if (clause.name === "ENGINE") table.engine = clause.value.toLowerCase();
      if (clause.name === "CHARSET") changeDefaultCharset(table, clause.value);
      if (clause.name === "ROW_FORMAT") table.rowFormat = clause.value.toLowerCase();
      break;
    case "column-comment":
    case "set-default":
    case "drop-default":
    case "alter-index":
    case "drop-foreign-key":
    case "add-check":
    case "alter-check":
    case "drop-constraint":
    case "rename-table":
    case "force":
    case "system-versioning":
    case "order-by":
    case "keys":
    case "partition":
    case "tablespace":
    case "other":
      break;
  }
}

/** Columns that had the table's character set keep it, now as their own. */
function changeDefaultCharset(table: TableState, charset: string): void {
  for (const [key, column] of table.columns) {
    if (column.type.charset === null && table.charset !== null) {
      table.columns.set(key, { ...column, type: { ...column.type, charset: table.charset } });
    }
  }
  table.charset = charset;
}
