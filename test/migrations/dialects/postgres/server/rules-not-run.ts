import type { PostgresRule } from "../../../../../src/migrations/dialects/postgres/index.js";

const otherVersion = "an older version's: bench/verify-postgres-rules runs them on that";
const wholeServer = "it concerns the whole server";
const folder = "it needs a folder of the server's own";
const notSql = "it is no SQL statement: test/migrations/dialects/postgres/classification";
const untold = "what it does cannot be told: it is unknown";

/** Rules that a test on one server of version 18 cannot see, and why. */
export const rulesNotRun: Readonly<Partial<Record<PostgresRule["id"], string>>> = {
  "add_column.default_before_11": otherVersion,
  "rename_index.before_12": otherVersion,
  "attach_partition.scan_before_12": otherVersion,
  "attach_partition.proven_before_12": otherVersion,
  "add_column.not_null": "it fails on a table with rows",
  "alter_index.tablespace": folder,
  set_tablespace: folder,
  "set_tablespace.all": folder,
  "reindex.many": wholeServer,
  "cluster.all": wholeServer,
  "vacuum.all": wholeServer,
  "analyze.all": wholeServer,
  create_database: wholeServer,
  checkpoint: wholeServer,
  create_foreign_table: "it needs a foreign server",
  "insert.file": untold,
  "alter_table.unknown": untold,
  "read.unknown_function": untold,
  call: untold,
  "do.unreadable": untold,
  execute: untold,
  "alter_type.cascade": untold,
  "statement.unknown": untold,
  unparsed: notSql,
  outside: notSql,
  online_copy: notSql,
  "rows.insert": notSql,
  "rows.update": notSql,
  "rows.delete": notSql,
  "rows.read": notSql,
};
