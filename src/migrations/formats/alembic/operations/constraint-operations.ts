import { textOf, truthOf } from "../../python/known.js";
import { Unreadable } from "../../python/unreadable.js";
import type { Value } from "../../python/value.js";
import { lastName } from "../schema/column-type.js";
import { sqlText } from "../schema/sql-text.js";
import type { Operation, Operations } from "./operation.js";

/** Stands for a name that the code asks the database for; which one is dropped makes no difference to the cost. */
const unnamed = "the one that is there";

/** A column's name, or an expression: `sa.text("lower(name)")`, `sa.func.lower(...)`, `sa.desc("x")`. */
function indexPart(value: Value, { target }: Operation, opclass: string | null): string {
  const own = textOf(value);
  const suffix = opclass === null ? "" : ` ${opclass}`;
  if (own !== null) return target.name(own) + suffix;
  const sql = sqlText(value);
  if (sql !== null)
    return `${/^[\w".]+( (ASC|DESC).*)?$/i.test(sql) || sql.startsWith("(") ? sql : `(${sql})`}${suffix}`;
  if (
    value.type === "construct" &&
    lastName(value.path) === "desc" &&
    textOf(value.args.positional[0]) !== null
  )
    return `${target.name(textOf(value.args.positional[0]) ?? "")} DESC`;
  if (value.type === "symbol") return target.name(lastName(value.path));
  if (value.type === "construct") return "(NULL)";
  throw new Unreadable("the index's columns are not known");
}

const entry = (value: Value | undefined, key: string): string | null => {
  if (value?.type !== "dict") return null;
  const found = value.entries.find((one) => one.key.type === "text" && one.key.text === key)?.value;
  return found?.type === "number" ? String(found.number) : textOf(found);
};

function createIndex(operation: Operation): void {
  const { target } = operation;
  const name = textOf(operation.value(0, "index_name")) ?? "ix";
  const table = operation.tableName(1, "table_name");
  const columns = operation.value(2, "columns");
  if (columns?.type !== "list" || columns.isOpen || columns.items.length === 0)
    throw new Unreadable("the index's columns are not known");
  const opclasses = operation.named("postgresql_ops");
  const lengths = operation.named("mysql_length");
  const parts = columns.items.map((column) => {
    const key = textOf(column) ?? "";
    const length = target.isPostgres
      ? null
      : (entry(lengths, key) ?? (lengths?.type === "number" ? String(lengths.number) : null));
    return (
      indexPart(column, operation, target.isPostgres ? entry(opclasses, key) : null) +
      (length === null ? "" : `(${length})`)
    );
  });
  const unique = truthOf(operation.value(3, "unique") ?? operation.named("unique")) === true ? "UNIQUE " : "";
  const ifNotExists = operation.truth("if_not_exists") ? "IF NOT EXISTS " : "";
  if (!target.isPostgres) {
    const prefix = operation.optionalText("mysql_prefix");
    operation.sql(
      `CREATE ${unique}${prefix === null ? "" : `${prefix} `}INDEX ${target.name(name)} ON ${target.table(table)} (${parts.join(", ")})`,
    );
    return;
  }
  const using = operation.optionalText("postgresql_using");
  const include =
    operation.named("postgresql_include") === undefined ? [] : operation.texts(99, "postgresql_include");
  const where = operation.named("postgresql_where");
  const condition = sqlText(where);
  operation.sql(
    [
      `CREATE ${unique}INDEX `,
      operation.truth("postgresql_concurrently") ? "CONCURRENTLY " : "",
      ifNotExists,
      `${target.name(name)} ON ${target.table(table)}`,
      using === null ? "" : ` USING ${using}`,
      ` (${parts.join(", ")})`,
      include.length === 0 ? "" : ` INCLUDE (${target.names(include)})`,
      condition === null ? "" : ` WHERE ${condition}`,
    ].join(""),
  );
}

function dropIndex(operation: Operation): void {
  const { target } = operation;
  const name = target.name(textOf(operation.value(0, "index_name")) ?? unnamed);
  const ifExists = operation.truth("if_exists") ? "IF EXISTS " : "";
  if (!target.isPostgres) {
    operation.sql(`DROP INDEX ${name} ON ${target.table(operation.tableName(1, "table_name"))}`);
    return;
  }
  const schema = operation.optionalText("schema");
  const concurrently = operation.truth("postgresql_concurrently") ? "CONCURRENTLY " : "";
  operation.sql(
    `DROP INDEX ${concurrently}${ifExists}${schema === null ? "" : `${target.name(schema)}.`}${name}`,
  );
}

const prefixOf = (operation: Operation): string => {
  const name = textOf(operation.value(0, "constraint_name"));
  return name === null ? "" : `CONSTRAINT ${operation.target.name(name)} `;
};

function createForeignKey(operation: Operation): void {
  const { target } = operation;
  const table = operation.tableName(1, "source_table", "source_schema");
  const other = operation.tableName(2, "referent_table", "referent_schema");
  const action = (name: string): string => {
    const given = operation.optionalText(name);
    return given === null ? "" : ` ON ${name.slice(2).toUpperCase()} ${given.toUpperCase()}`;
  };
  const isDeferrable = target.isPostgres && operation.truth("deferrable");
  const initially = operation.optionalText("initially");
  operation.alter(
    table,
    `ADD ${prefixOf(operation)}FOREIGN KEY (${target.names(operation.texts(3, "local_cols"))}) ` +
      `REFERENCES ${target.table(other)} (${target.names(operation.texts(4, "remote_cols"))})` +
      `${action("ondelete")}${action("onupdate")}${isDeferrable ? " DEFERRABLE" : ""}${isDeferrable && initially !== null ? ` INITIALLY ${initially}` : ""}` +
      (target.isPostgres && operation.truth("postgresql_not_valid") ? " NOT VALID" : ""),
  );
}

const mysqlKinds: Readonly<Record<string, string>> = {
  foreignkey: "FOREIGN KEY",
  primary: "PRIMARY KEY",
  unique: "INDEX",
  check: "CONSTRAINT",
};

function dropConstraint(operation: Operation): void {
  const { target } = operation;
  const table = operation.tableName(1, "table_name");
  const type = textOf(operation.value(2, "type_")) ?? "";
  const name = textOf(operation.value(0, "constraint_name"));
  if (!target.isPostgres && type === "primary") {
    operation.alter(table, "DROP PRIMARY KEY");
    return;
  }
  const ifExists = operation.truth("if_exists") ? "IF EXISTS " : "";
  operation.alter(
    table,
    `DROP ${target.isPostgres ? "CONSTRAINT" : (mysqlKinds[type] ?? "CONSTRAINT")} ${ifExists}${target.name(name ?? unnamed)}`,
  );
}

/** Operations of indexes and constraints. */
export const constraintOperations: Operations = {
  create_index: createIndex,
  drop_index: dropIndex,
  create_foreign_key: createForeignKey,
  drop_constraint: dropConstraint,
  create_unique_constraint: (operation) => {
    const { target } = operation;
    const deferrable = target.isPostgres && operation.truth("deferrable") ? " DEFERRABLE" : "";
    const columns = target.names(operation.texts(2, "columns"));
    operation.alter(
      operation.tableName(1, "table_name"),
      `ADD ${prefixOf(operation)}UNIQUE (${columns})${deferrable}`,
    );
  },
  create_primary_key: (operation) => {
    const columns = operation.target.names(operation.texts(2, "columns"));
    operation.alter(
      operation.tableName(1, "table_name"),
      `ADD ${prefixOf(operation)}PRIMARY KEY (${columns})`,
    );
  },
  create_check_constraint: (operation) => {
    // A condition of SQLAlchemy's own makes no difference to the cost: NULL stands for it.
    const condition = sqlText(operation.value(2, "condition")) ?? "NULL";
    const notValid =
      operation.target.isPostgres && operation.truth("postgresql_not_valid") ? " NOT VALID" : "";
    operation.alter(
      operation.tableName(1, "table_name"),
      `ADD ${prefixOf(operation)}CHECK (${condition})${notValid}`,
    );
  },
  create_exclude_constraint: (operation) => {
    const { target } = operation;
    const parts = operation.args.positional.slice(2).map((pair) => {
      const [column, operator] = pair.type === "list" ? pair.items : [];
      const known = textOf(column);
      return `${known === null ? (sqlText(column) ?? "(NULL)") : target.name(known)} WITH ${textOf(operator) ?? "&&"}`;
    });
    const where = sqlText(operation.named("where"));
    const using = operation.optionalText("using") ?? "gist";
    operation.alter(
      operation.tableName(1, "table_name"),
      `ADD ${prefixOf(operation)}EXCLUDE USING ${using} (${parts.join(", ")})${where === null ? "" : ` WHERE (${where})`}`,
    );
  },
};
