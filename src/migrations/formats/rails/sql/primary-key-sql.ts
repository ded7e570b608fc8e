import type { Options } from "../ruby/options.js";
import { type LambdaSql, columnSql } from "./column-sql.js";
import { quoteName } from "./quote.js";
import type { Target } from "./target.js";

/** The column of a table's primary key: counted up where it is a number, made up by the engine where it is a UUID. */
export function primaryKeySql(
  target: Target,
  name: string,
  type: string,
  options: Options,
  lambda: LambdaSql,
): string {
  const column = quoteName(target, name);
  const counts = type === "bigint" || type === "integer" || type === "primary_key";
  if (counts && !options.has("default")) {
    const isLong = type !== "integer" || (options.number("limit") ?? 4) > 4;
    if (target.isPostgres) return `${column} ${isLong ? "bigserial" : "serial"} primary key`;
    return `${column} ${isLong ? "bigint" : "int"} NOT NULL AUTO_INCREMENT PRIMARY KEY`;
  }
  const plain = options.without("type", "default", "primary_key");
  if (type === "uuid" && target.isPostgres && !options.has("default"))
    return `${column} uuid DEFAULT ${target.since(5, 1) ? "gen_random_uuid()" : "uuid_generate_v4()"} NOT NULL PRIMARY KEY`;
  const definition = options.has("default") ? options.without("type", "primary_key") : plain;
  return `${columnSql(target, { name, type, options: definition }, lambda)} NOT NULL PRIMARY KEY`;
}
