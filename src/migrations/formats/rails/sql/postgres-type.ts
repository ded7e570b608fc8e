import type { Options } from "../ruby/options.js";
import { Unreadable } from "../unreadable.js";

/** ActiveRecord's names for PostgreSQL's types; others are spelled as they are. */
const native: Readonly<Record<string, string>> = {
  primary_key: "bigserial primary key",
  string: "character varying",
  binary: "bytea",
  blob: "bytea",
  datetime: "timestamp",
  bit_varying: "bit varying",
};

const withLimit = new Set(["string", "bit", "bit_varying", "char", "character", "varchar"]);
const withTimePrecision = new Set(["datetime", "timestamp", "time", "timestamptz"]);

function integer(limit: number | null): string {
  if (limit === null || limit === 3 || limit === 4) return "integer";
  if (limit === 1 || limit === 2) return "smallint";
  if (limit >= 5 && limit <= 8) return "bigint";
  throw new Unreadable(`an integer of ${limit} bytes does not exist`);
}

/** A type as ActiveRecord writes it for PostgreSQL. */
export function postgresType(type: string, options: Options): string {
  const limit = options.number("limit");
  const array = options.truth("array") ? "[]" : "";
  if (type === "integer") return integer(limit) + array;
  if (type === "decimal" || type === "numeric") {
    const precision = options.number("precision");
    const scale = options.number("scale");
    const digits = precision === null ? "" : `(${[precision, ...(scale === null ? [] : [scale])].join(",")})`;
    return `${type}${digits}${array}`;
  }
  if (type === "enum") {
    const name = options.text("enum_type");
    if (name === null) throw new Unreadable("an enum column needs enum_type:");
    return `"${name.replaceAll('"', '""')}"${array}`;
  }
  const name = native[type] ?? type;
  if (withTimePrecision.has(type)) {
    const precision = options.number("precision");
    return `${name}${precision === null ? "" : `(${precision})`}${array}`;
  }
  return `${name}${limit !== null && withLimit.has(type) ? `(${limit})` : ""}${array}`;
}
