import type { MigrationStep } from "../../../read-migration.js";
import { columnSql, isNotNull, typeOf } from "../sql/column-sql.js";
import { columnType } from "../sql/column-type.js";
import { textSql } from "../sql/text-sql.js";
import { valueSql } from "../sql/value-sql.js";
import type { Change } from "./change.js";
import { columnForeignKey, referenceOf } from "./foreign-key.js";
import type { ReadChange } from "./read-change.js";

const dataType = (change: Change, attribute: string): string | null => {
  const type = change.text(attribute);
  return type === null || type.trim() === "" ? null : columnType(type, change.engine.family);
};

/** SET NOT NULL and DROP NOT NULL: MySQL restates the column, of which Liquibase is told no more than the type. */
function nullability(
  change: Change,
  column: string,
  { notNull, type }: { readonly notNull: boolean; readonly type: string | null },
): string | MigrationStep {
  const table = change.table();
  const name = change.names.quoted(column);
  if (change.isPostgres)
    return `ALTER TABLE ${table} ALTER COLUMN ${name} ${notNull ? "SET" : "DROP"} NOT NULL`;
  if (type !== null) return `ALTER TABLE ${table} MODIFY ${name} ${type} ${notNull ? "NOT NULL" : "NULL"}`;
  const bareTable = change.required("tableName");
  return { kind: "column-nullability", line: change.line, table: bareTable, column, notNull };
}

/** One column's UPDATE, where the change gives existing rows a value. */
function fill(change: Change, column: Change): readonly string[] {
  const value = valueSql(column, "value", typeOf(column));
  if (value === null) return [];
  return [`UPDATE ${change.table()} SET ${column.names.quoted(column.required("name"))} = ${value}`];
}

function keysOf(change: Change, column: Change): readonly string[] {
  const constraints = column.part("constraints");
  if (constraints === null) return [];
  const name = column.required("name");
  const unique = constraints.text("uniqueConstraintName");
  const reference = referenceOf(constraints);
  const alter = `ALTER TABLE ${change.table()} ADD`;
  const named = unique === null ? "" : `CONSTRAINT ${change.names.quoted(unique)} `;
  return [
    ...(constraints.truth("unique") === true
      ? [`${alter} ${named}UNIQUE (${change.names.quoted(name)})`]
      : []),
    ...(reference === null ? [] : [`${alter} ${columnForeignKey(name, constraints, reference)}`]),
  ];
}

/**
 * MySQL adds all columns in one statement, PostgreSQL each in its own; then existing rows get their values, and only
 * then a column with a `value` its NOT NULL. https://docs.liquibase.com/change-types/add-column.html
 */
const addColumn: ReadChange = (change) => {
  const { columns, isPostgres } = change;
  const table = change.table();
  const isFilled = (column: Change): boolean => valueSql(column, "value", typeOf(column)) !== null;
  const added = columns.map((column) => {
    const isKey = column.part("constraints")?.truth("primaryKey") === true;
    const sql = columnSql(column, (isNotNull(column) || isKey) && !isFilled(column));
    return `ADD ${isPostgres ? "COLUMN " : ""}${sql}${isKey ? " PRIMARY KEY" : ""}`;
  });
  const alters = isPostgres ? added.map((clause) => [clause]) : [added];
  return [
    ...alters.flatMap((clauses, at) => [
      `ALTER TABLE ${table} ${clauses.join(", ")}`,
      ...(isPostgres ? keysOf(change, columns[at] ?? change) : []),
    ]),
    ...(isPostgres ? [] : columns.flatMap((column) => keysOf(change, column))),
    ...columns.flatMap((column) => fill(change, column)),
    ...columns
      .filter((column) => isNotNull(column) && isFilled(column))
      .map((column) => nullability(change, column.required("name"), { notNull: true, type: typeOf(column) })),
  ];
};

const dropColumn: ReadChange = (change) => {
  const single = change.text("columnName");
  const names =
    change.columns.length > 0
      ? change.columns.map((column) => column.required("name"))
      : [single ?? change.required("columnName")];
  const clauses = names.map((name) => `DROP COLUMN ${change.names.quoted(name)}`);
  const table = change.table();
  return change.isPostgres
    ? clauses.map((clause) => `ALTER TABLE ${table} ${clause}`)
    : [`ALTER TABLE ${table} ${clauses.join(", ")}`];
};

const renameColumn: ReadChange = (change) => {
  const from = change.names.quoted(change.required("oldColumnName"));
  const to = change.names.quoted(change.required("newColumnName"));
  const type = dataType(change, "columnDataType");
  const clause =
    change.isPostgres || type === null ? `RENAME COLUMN ${from} TO ${to}` : `CHANGE ${from} ${to} ${type}`;
  return [`ALTER TABLE ${change.table()} ${clause}`];
};

const modifyDataType: ReadChange = (change) => {
  const column = change.names.quoted(change.required("columnName"));
  const type = columnType(change.required("newDataType"), change.engine.family);
  const clause = change.isPostgres
    ? `ALTER COLUMN ${column} TYPE ${type} USING (${column}::${type})`
    : `MODIFY ${column} ${type}`;
  return [`ALTER TABLE ${change.table()} ${clause}`];
};

const addNotNullConstraint: ReadChange = (change) => {
  const column = change.required("columnName");
  const name = change.names.quoted(column);
  const type = dataType(change, "columnDataType");
  const filler = change.text("defaultNullValue");
  const value = filler === null ? null : textSql(change.isPostgres, filler);
  return [
    ...(value === null ? [] : [`UPDATE ${change.table()} SET ${name} = ${value} WHERE ${name} IS NULL`]),
    nullability(change, column, { notNull: true, type }),
  ];
};

const addDefaultValue: ReadChange = (change) => {
  const type = dataType(change, "columnDataType");
  const value = valueSql(change, "defaultValue", type) ?? "NULL";
  const column = change.names.quoted(change.required("columnName"));
  return [`ALTER TABLE ${change.table()} ALTER COLUMN ${column} SET DEFAULT ${value}`];
};

/** PostgreSQL: a sequence, NOT NULL and a default, https://docs.liquibase.com/change-types/add-auto-increment.html */
const addAutoIncrement: ReadChange = (change) => {
  const column = change.required("columnName");
  const table = change.table();
  const name = change.names.quoted(column);
  if (!change.isPostgres)
    return [
      `ALTER TABLE ${table} MODIFY ${name} ${dataType(change, "columnDataType") ?? "INT"} AUTO_INCREMENT`,
    ];
  const sequence = change.names.quoted(`${change.required("tableName")}_${column}_seq`);
  return [
    `CREATE SEQUENCE IF NOT EXISTS ${sequence}`,
    nullability(change, column, { notNull: true, type: null }),
    `ALTER TABLE ${table} ALTER COLUMN ${name} SET DEFAULT nextval(${textSql(true, sequence)})`,
  ];
};

const setColumnRemarks: ReadChange = (change) => {
  const column = change.required("columnName");
  const name = change.names.quoted(column);
  const remarks = textSql(change.isPostgres, change.text("remarks") ?? "");
  if (change.isPostgres) return [`COMMENT ON COLUMN ${change.table()}.${name} IS ${remarks}`];
  const type = dataType(change, "columnDataType");
  return type === null
    ? [{ kind: "column-comment", line: change.line, table: change.required("tableName"), column }]
    : [`ALTER TABLE ${change.table()} MODIFY ${name} ${type} COMMENT ${remarks}`];
};

/** Both columns' texts in a new one, and the old ones dropped. */
const mergeColumns: ReadChange = (change) => {
  const table = change.table();
  const [first, second, merged] = ["column1Name", "column2Name", "finalColumnName"].map((name) =>
    change.names.quoted(change.required(name)),
  ) as [string, string, string];
  const join = textSql(change.isPostgres, change.text("joinString") ?? "");
  const type = columnType(change.required("finalColumnType"), change.engine.family);
  const value = change.isPostgres
    ? `${first} || ${join} || ${second}`
    : `CONCAT_WS(${join}, ${first}, ${second})`;
  return [
    `ALTER TABLE ${table} ADD ${merged} ${type}${change.isPostgres ? "" : " NULL"}`,
    `UPDATE ${table} SET ${merged} = ${value}`,
    `ALTER TABLE ${table} DROP COLUMN ${first}`,
    `ALTER TABLE ${table} DROP COLUMN ${second}`,
  ];
};

/** Changes of columns: https://docs.liquibase.com/change-types/home.html */
export const columnChanges: Readonly<Record<string, ReadChange>> = {
  addColumn,
  dropColumn,
  renameColumn,
  modifyDataType,
  addNotNullConstraint,
  dropNotNullConstraint: (change) => [
    nullability(change, change.required("columnName"), {
      notNull: false,
      type: dataType(change, "columnDataType"),
    }),
  ],
  addDefaultValue,
  dropDefaultValue: (change) => [
    `ALTER TABLE ${change.table()} ALTER COLUMN ${change.names.quoted(change.required("columnName"))} DROP DEFAULT`,
  ],
  addAutoIncrement,
  setColumnRemarks,
  mergeColumns,
};
