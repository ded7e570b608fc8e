import { columnSql, isNotNull } from "../sql/column-sql.js";
import { textSql } from "../sql/text-sql.js";
import type { Change } from "./change.js";
import { columnForeignKey, referenceOf } from "./foreign-key.js";
import type { ReadChange } from "./read-change.js";

const constraint = (change: Change, name: string | null): string =>
  name === null ? "" : `CONSTRAINT ${change.names.quoted(name)} `;

function primaryKey(table: Change, columns: readonly Change[]): readonly string[] {
  const keys = columns.filter((column) => column.part("constraints")?.truth("primaryKey") === true);
  if (keys.length === 0) return [];
  const given = keys.map((key) => key.part("constraints")?.text("primaryKeyName") ?? null);
  const name = given.find((each) => each !== null) ?? `${table.required("tableName")}_pkey`;
  const list = table.names.list(keys.map((key) => key.required("name")));
  return [`${table.isPostgres ? constraint(table, name) : ""}PRIMARY KEY (${list})`];
}

function columnConstraints(column: Change): readonly string[] {
  const constraints = column.part("constraints");
  if (constraints === null) return [];
  const name = column.required("name");
  const isUnique = constraints.truth("unique") === true;
  const unique = `${constraint(column, constraints.text("uniqueConstraintName"))}UNIQUE (${column.names.quoted(name)})`;
  const reference = referenceOf(constraints);
  const check = constraints.text("checkConstraint");
  return [
    ...(isUnique ? [unique] : []),
    ...(reference === null ? [] : [columnForeignKey(name, constraints, reference)]),
    ...(check === null ? [] : [check]),
  ];
}

const createTable: ReadChange = (change) => {
  const { columns, isPostgres } = change;
  const parts = [
    ...columns.map((column) =>
      columnSql(column, isNotNull(column) || column.part("constraints")?.truth("primaryKey") === true),
    ),
    ...primaryKey(change, columns),
    ...columns.flatMap(columnConstraints),
  ];
  const remarks = change.text("remarks");
  const table = change.table();
  const isThere = change.truth("ifNotExists") === true ? "IF NOT EXISTS " : "";
  const type = /temporary/i.test(change.text("tableType") ?? "") ? "TEMPORARY " : "";
  const comments = isPostgres
    ? columns.flatMap((column) => {
        const text = column.text("remarks");
        const name = `${table}.${column.names.quoted(column.required("name"))}`;
        return text === null ? [] : [`COMMENT ON COLUMN ${name} IS ${textSql(true, text)}`];
      })
    : [];
  return [
    `CREATE ${type}TABLE ${isThere}${table} (${parts.join(", ")})`,
    ...(remarks === null ? [] : [tableComment(change, table, remarks)]),
    ...comments,
  ];
};

function tableComment(change: Change, table: string, text: string): string {
  return change.isPostgres
    ? `COMMENT ON TABLE ${table} IS ${textSql(true, text)}`
    : `ALTER TABLE ${table} COMMENT = ${textSql(false, text)}`;
}

/** Changes of whole tables: https://docs.liquibase.com/change-types/home.html */
export const tableChanges: Readonly<Record<string, ReadChange>> = {
  createTable,
  dropTable: (change) => [
    `DROP TABLE ${change.table()}${change.truth("cascadeConstraints") === true ? " CASCADE" : ""}`,
  ],
  renameTable: (change) => {
    const { isPostgres, names } = change;
    const renamed = change.required("newTableName");
    // PostgreSQL takes no schema there.
    const to = isPostgres ? names.quoted(renamed) : names.table(change.text("schemaName"), renamed);
    return [`ALTER TABLE ${change.table("oldTableName")} RENAME TO ${to}`];
  },
  setTableRemarks: (change) => [tableComment(change, change.table(), change.text("remarks") ?? "")],
};
