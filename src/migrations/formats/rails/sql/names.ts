import { createHash } from "node:crypto";
import { singularize } from "../inflections.js";

/** ActiveRecord's `max_index_name_size`: what SQLite's shadow tables leave of 64 bytes. */
const longestIndexName = 62;

const fingerprint = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 10);

/**
 * The name that ActiveRecord gives an index; since 7.1 a longer one is cut and ends in a fingerprint.
 * https://github.com/rails/rails/blob/main/activerecord/lib/active_record/connection_adapters/abstract/schema_statements.rb
 */
export function indexName(table: string, columns: readonly string[]): string {
  const parts = columns.map((column) => column.match(/\w+/g)?.join("_") ?? column);
  const name = `index_${table}_on_${parts.join("_and_")}`;
  if (Buffer.byteLength(name) <= longestIndexName) return name;
  const end = `_${fingerprint(name)}`;
  return `idx_on_${parts.join("_")}`.slice(0, longestIndexName - end.length) + end;
}

export const foreignKeyName = (table: string, column: string): string =>
  `fk_rails_${fingerprint(`${table}_${column}_fk`)}`;

export const checkName = (table: string, expression: string): string =>
  `chk_rails_${fingerprint(`${table}_${expression}_chk`)}`;

export const exclusionName = (table: string, expression: string): string =>
  `excl_rails_${fingerprint(`${table}_${expression}_excl`)}`;

export const uniqueName = (table: string, columns: readonly string[]): string =>
  `uniq_rails_${fingerprint(`${table}_${columns.join("_and_")}_unique`)}`;

/** "users" -> "user_id" */
export const foreignKeyColumn = (toTable: string): string =>
  `${singularize(toTable.slice(toTable.lastIndexOf(".") + 1))}_id`;

/** The table that joins two: their names in order, a common prefix once ("music_artists_records"). */
export function joinTableName(one: string, other: string): string {
  const names = [one, other].sort();
  return names
    .join("\0")
    .replace(/^(.*[_-])(.+)\0\1(.+)/, "$1$2_$3")
    .replace("\0", "_");
}
