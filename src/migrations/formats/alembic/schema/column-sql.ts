import { argument, textOf, truthOf } from "../../python/known.js";
import type { SqlTarget } from "../../python/sql-target.js";
import { Unreadable } from "../../python/unreadable.js";
import type { ConstructValue, Value } from "../../python/value.js";
import { columnType, lastName } from "./column-type.js";
import { sqlText } from "./sql-text.js";

const noTypes = new Set([
  "ForeignKey",
  "Sequence",
  "Identity",
  "Computed",
  "CheckConstraint",
  "FetchedValue",
  "DefaultClause",
  "Comment",
]);

/** `sa.Column(...)`, taken apart. */
export interface Column {
  readonly name: string;
  readonly type: Value | undefined;
  readonly construct: ConstructValue;
  readonly parts: readonly ConstructValue[];
  readonly primaryKey: boolean;
  readonly unique: boolean;
  readonly indexed: boolean;
}

/** Reads a column; null: it is none. */
export function readColumn(value: Value | undefined): Column | null {
  if (value?.type !== "construct" || lastName(value.path) !== "Column") return null;
  const { positional, named } = value.args;
  const name = textOf(positional[0]) ?? textOf(named.get("name"));
  if (name === null) return null;
  const rest = positional.slice(textOf(positional[0]) === null ? 0 : 1);
  const parts = rest.flatMap((part) =>
    part.type === "construct" && noTypes.has(lastName(part.path)) ? [part] : [],
  );
  const type =
    named.get("type_") ?? rest.find((part) => part.type !== "construct" || !noTypes.has(lastName(part.path)));
  const truth = (key: string): boolean => truthOf(named.get(key)) === true;
  return {
    name,
    type,
    construct: value,
    parts,
    primaryKey: truth("primary_key"),
    unique: truth("unique"),
    indexed: truth("index"),
  };
}

/** `server_default=`, a text being quoted; null: none. @throws Unreadable */
export function serverDefault(value: Value | undefined, target: SqlTarget): string | null {
  if (value === undefined || value.type === "none" || (value.type === "boolean" && !value.truth)) return null;
  if (value.type === "text" && !value.isPartial) return target.text(value.text);
  if (value.type === "construct" || value.type === "symbol") {
    const name = lastName(value.path);
    if (name === "true" || name === "false") return target.isPostgres ? name : name === "true" ? "1" : "0";
    if (name === "null") return "NULL";
    if (["Identity", "FetchedValue", "Computed"].includes(name)) return null;
    if (value.type === "construct" && name === "DefaultClause")
      return serverDefault(value.args.positional[0], target);
    const sql = sqlText(value);
    if (sql !== null) return sql;
    if (/\bfunc\.\w+$/.test(value.path))
      return /^(now|current_timestamp)$/.test(name)
        ? target.isPostgres
          ? "now()"
          : "CURRENT_TIMESTAMP"
        : `${name}()`;
    if (value.type === "construct" && name === "cast") return serverDefault(value.args.positional[0], target);
    if (value.type === "construct" && name === "literal")
      return serverDefault(value.args.positional[0], target);
  }
  throw new Unreadable("the column's server_default is not known");
}

const action = (key: ConstructValue, name: "ondelete" | "onupdate"): string => {
  const given = textOf(key.args.named.get(name));
  return given === null ? "" : ` ON ${name.slice(2).toUpperCase()} ${given.toUpperCase()}`;
};

/** `REFERENCES other (id) ON DELETE CASCADE` of `sa.ForeignKey("other.id")`. */
export function references(key: ConstructValue, target: SqlTarget): string {
  const to = textOf(argument(key.args, 0, "column")) ?? "";
  const at = to.lastIndexOf(".");
  if (at < 1) throw new Unreadable("what the foreign key refers to is not known");
  return `REFERENCES ${target.table(to.slice(0, at))} (${target.name(to.slice(at + 1))})${options(key, target)}`;
}

/** ON DELETE, ON UPDATE, DEFERRABLE of a key. */
export function options(key: ConstructValue, target: SqlTarget): string {
  const { named } = key.args;
  const initially = textOf(named.get("initially"));
  const isDeferrable = target.isPostgres && truthOf(named.get("deferrable")) === true;
  return `${action(key, "ondelete")}${action(key, "onupdate")}${isDeferrable ? " DEFERRABLE" : ""}${isDeferrable && initially !== null ? ` INITIALLY ${initially}` : ""}`;
}

function typeSql(column: Column, isSerial: boolean, target: SqlTarget): string {
  const key = column.parts.find(({ path }) => lastName(path) === "ForeignKey");
  // A key without a type takes the other column's, which is in another file.
  const type = column.type === undefined && key !== undefined ? "INTEGER" : columnType(column.type, target);
  if (!isSerial || !target.isPostgres) return type;
  return type === "INTEGER"
    ? "SERIAL"
    : type === "BIGINT"
      ? "BIGSERIAL"
      : type === "SMALLINT"
        ? "SMALLSERIAL"
        : type;
}

/** A column's definition as it stands in CREATE TABLE and ADD COLUMN; `isSerial`: the database numbers it. */
export function columnSql(column: Column, isSerial: boolean, target: SqlTarget): string {
  const { named } = column.construct.args;
  const part = (name: string) => column.parts.find(({ path }) => lastName(path) === name);
  const nullable = truthOf(named.get("nullable")) ?? !column.primaryKey;
  const computed = part("Computed");
  const identity = part("Identity");
  const value = serverDefault(named.get("server_default"), target);
  const comment = textOf(named.get("comment"));
  const isStored = truthOf(computed?.args.named.get("persisted")) === true || target.isPostgres;
  return [
    `${target.name(column.name)} ${typeSql(column, isSerial && identity === undefined, target)}`,
    value === null ? "" : ` DEFAULT ${value}`,
    computed === undefined
      ? ""
      : ` GENERATED ALWAYS AS (${sqlText(computed.args.positional[0]) ?? "NULL"}) ${isStored ? "STORED" : "VIRTUAL"}`,
    identity === undefined || !target.isPostgres
      ? ""
      : ` GENERATED ${truthOf(identity.args.named.get("always")) === true ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`,
    nullable ? (target.isPostgres ? "" : " NULL") : " NOT NULL",
    isSerial && !target.isPostgres ? " AUTO_INCREMENT" : "",
    comment === null || target.isPostgres ? "" : ` COMMENT ${target.text(comment)}`,
  ].join("");
}
