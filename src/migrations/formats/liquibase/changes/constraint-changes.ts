import { columnType } from "../sql/column-type.js";
import type { Change } from "./change.js";
import { addForeignKey } from "./foreign-key.js";
import type { ReadChange } from "./read-change.js";
import { UnreadableChange } from "../unreadable-change.js";

/** `PRIMARY KEY (a, b)`, or of an index that is there. */
function key(change: Change, kind: "PRIMARY KEY" | "UNIQUE", name: string | null): string {
  const { names } = change;
  const index = change.isPostgres ? change.text("forIndexName") : null;
  const what =
    index === null ? `(${names.list(change.list("columnNames"))})` : `USING INDEX ${names.quoted(index)}`;
  const deferrable = change.isPostgres && change.truth("deferrable") === true ? " DEFERRABLE" : "";
  const deferred =
    change.isPostgres && change.truth("initiallyDeferred") === true ? " INITIALLY DEFERRED" : "";
  const constraint = name === null ? "" : `CONSTRAINT ${names.quoted(name)} `;
  return `ALTER TABLE ${change.table()} ADD ${constraint}${kind} ${what}${deferrable}${deferred}`;
}

function dropConstraint(table: string, change: Change, name: string, mysqlKind: string): string {
  const kind = change.isPostgres ? "CONSTRAINT" : mysqlKind;
  return `ALTER TABLE ${table} DROP ${kind} ${change.names.quoted(name)}`;
}

function createIndex(change: Change): string {
  const { names } = change;
  const columns = change.columns.map((column) => {
    const name = column.required("name");
    const direction = column.truth("descending") === true ? " DESC" : "";
    if (column.truth("computed") !== true) return names.quoted(name) + direction;
    // MySQL and PostgreSQL want expressions in brackets of their own, unless they are a call.
    return /^[\w.]+\s*\(.*\)$/s.test(name) && change.isPostgres ? name + direction : `(${name})${direction}`;
  });
  if (columns.length === 0) throw new UnreadableChange("createIndex has no columns");
  const name = change.text("indexName");
  const unique = change.truth("unique") === true ? "UNIQUE " : "";
  return `CREATE ${unique}INDEX ${name === null ? "" : `${names.quoted(name)} `}ON ${change.table()} (${columns.join(", ")})`;
}

/** Distinct values into a table of their own, with a key, which the old column then references. */
const addLookupTable: ReadChange = (change) => {
  const { names, isPostgres } = change;
  const existing = change.table("existingTableName", "existingTableSchemaName");
  const lookup = change.table("newTableName", "newTableSchemaName");
  const from = names.quoted(change.required("existingColumnName"));
  const to = names.quoted(change.required("newColumnName"));
  const spelled = change.text("newColumnDataType");
  const type = spelled === null ? "" : columnType(spelled, change.engine.family);
  const foreignKey =
    change.text("constraintName") ??
    `FK_${change.required("existingTableName")}_${change.required("newTableName")}`;
  return [
    `CREATE TABLE ${lookup} AS SELECT DISTINCT ${from} AS ${to} FROM ${existing} WHERE ${from} IS NOT NULL`,
    ...(isPostgres ? [`ALTER TABLE ${lookup} ALTER COLUMN ${to} SET NOT NULL`] : []),
    ...(!isPostgres && type !== "" ? [`ALTER TABLE ${lookup} MODIFY ${to} ${type} NOT NULL`] : []),
    `ALTER TABLE ${lookup} ADD PRIMARY KEY (${to})`,
    `ALTER TABLE ${existing} ADD CONSTRAINT ${names.quoted(foreignKey)} FOREIGN KEY (${from}) REFERENCES ${lookup} (${to})`,
  ];
};

/** Keys, constraints and indexes: https://docs.liquibase.com/change-types/home.html */
export const constraintChanges: Readonly<Record<string, ReadChange>> = {
  addPrimaryKey: (change) => [
    key(change, "PRIMARY KEY", change.isPostgres ? change.text("constraintName") : null),
  ],
  dropPrimaryKey: (change) => {
    const name = change.text("constraintName") ?? `${change.required("tableName")}_pkey`;
    return [
      change.isPostgres
        ? dropConstraint(change.table(), change, name, "")
        : `ALTER TABLE ${change.table()} DROP PRIMARY KEY`,
    ];
  },
  addUniqueConstraint: (change) => [key(change, "UNIQUE", change.text("constraintName"))],
  dropUniqueConstraint: (change) => [
    dropConstraint(change.table(), change, change.required("constraintName"), "KEY"),
  ],
  addForeignKeyConstraint: addForeignKey,
  dropForeignKeyConstraint: (change) => {
    const table = change.table("baseTableName", "baseTableSchemaName");
    return [dropConstraint(table, change, change.required("constraintName"), "FOREIGN KEY")];
  },
  addCheckConstraint: (change) => {
    const name = change.text("constraintName");
    const constraint = name === null ? "" : `CONSTRAINT ${change.names.quoted(name)} `;
    return [`ALTER TABLE ${change.table()} ADD ${constraint}CHECK (${change.required("constraintBody")})`];
  },
  dropCheckConstraint: (change) => {
    const kind = change.engine.family === "mariadb" ? "CONSTRAINT" : "CHECK";
    return [dropConstraint(change.table(), change, change.required("constraintName"), kind)];
  },
  createIndex: (change) => [createIndex(change)],
  dropIndex: (change) => {
    const name = change.required("indexName");
    const schema = change.text("schemaName");
    return [
      change.isPostgres
        ? `DROP INDEX ${change.names.table(schema, name)}`
        : `DROP INDEX ${change.names.quoted(name)} ON ${change.table()}`,
    ];
  },
  addLookupTable,
};
