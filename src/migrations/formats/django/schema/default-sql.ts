import { shown } from "../../python/known.js";
import type { SqlTarget } from "../../python/sql-target.js";
import type { Value } from "../../python/value.js";
import type { Field } from "./field.js";

/**
 * A constant of the type: Django calls a default once, in Python, and sends what it gave, so that which one makes no
 * difference to the database.
 */
function anyConstant(type: string, target: SqlTarget): string {
  if (type.endsWith("]")) return "'{}'";
  if (/^(integer|bigint|smallint|numeric|double|bool$)/.test(type)) return "0";
  if (type === "boolean") return "false";
  if (/^(timestamp|datetime)/.test(type))
    return target.isPostgres ? "'2000-01-01 00:00:00+00'" : "'2000-01-01 00:00:00'";
  if (type === "date") return "'2000-01-01'";
  if (type.startsWith("time")) return "'00:00:00'";
  if (type === "interval") return "'0'";
  if (type === "uuid") return "'00000000-0000-0000-0000-000000000000'";
  if (type === "inet") return "'127.0.0.1'";
  if (type.startsWith("json")) return "'{}'";
  if (type.endsWith("range")) return "'empty'";
  return "''";
}

/** A default as it stands in SQL. */
export function literalSql(value: Value, type: string, target: SqlTarget): string {
  if (value.type === "list" && /^(json|.*\])/.test(type)) return type.startsWith("json") ? "'[]'" : "'{}'";
  if (value.type === "text" && !value.isPartial) return target.text(value.text);
  if (value.type === "boolean") {
    if (type === "boolean") return String(value.truth);
    return value.truth ? "1" : "0";
  }
  if (value.type === "number" && type === "boolean") return value.number === 0 ? "false" : "true";
  if (value.type === "number") {
    const digits = shown(value) ?? "0";
    return /^(integer|bigint|smallint|numeric|double|bool)/.test(type) ? digits : target.text(digits);
  }
  return anyConstant(type, target);
}

/** What rows that are there already get: https://docs.djangoproject.com/en/5.2/ref/migration-operations/#addfield */
export function effectiveDefault(field: Field, type: string, target: SqlTarget): string | null {
  const { defaultValue, nullable, blank, construct } = field;
  if (defaultValue !== undefined) return literalSql(defaultValue, type, target);
  const isText = /^(varchar|text|longtext|citext|bytea|longblob)/.test(type);
  if (!nullable && blank && isText) return "''";
  const { named } = construct.args;
  const isNow = ["auto_now", "auto_now_add"].some((name) => named.get(name)?.type === "boolean");
  return isNow && !nullable ? anyConstant(type, target) : null;
}

/** `db_default`, which stays the column's default (Django 5); null: its SQL is not known. */
export function databaseDefault(value: Value, type: string, target: SqlTarget): string | null {
  if (["text", "number", "boolean"].includes(value.type)) return literalSql(value, type, target);
  if (value.type !== "construct") return null;
  const name = value.path.slice(value.path.lastIndexOf(".") + 1);
  if (name === "Now") return target.isPostgres ? "STATEMENT_TIMESTAMP()" : "CURRENT_TIMESTAMP(6)";
  if (name === "Value" && value.args.positional[0] !== undefined)
    return literalSql(value.args.positional[0], type, target);
  if (name === "RandomUUID") return target.isPostgres ? "GEN_RANDOM_UUID()" : null;
  if (name === "Pi") return "PI()";
  return null;
}
