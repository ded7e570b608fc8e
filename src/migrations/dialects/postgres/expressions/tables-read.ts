import type { CommonTableExpr, RangeVar } from "../parser/ast.js";
import { walk } from "./walk.js";

const systemSchemas = new Set(["pg_catalog", "information_schema"]);

const changes = new Set(["InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt"]);

/**
 * Names of the tables that a statement reads, but for PostgreSQL's own catalogues and names given by WITH; a change in
 * WITH reads the table that it changes.
 */
export function tablesRead(statement: unknown): readonly string[] {
  const tables = new Set<string>();
  const given = new Set<string>();
  for (const [name, contents] of walk(statement)) {
    if (name === "CommonTableExpr") given.add((contents as CommonTableExpr).ctename ?? "");
    const table = changes.has(name) ? (contents as { relation?: RangeVar }).relation : contents;
    if ((name !== "RangeVar" && !changes.has(name)) || table === undefined) continue;
    const { schemaname, relname = "" } = table as RangeVar;
    const isSystem =
      systemSchemas.has(schemaname ?? "") || (schemaname === undefined && relname.startsWith("pg_"));
    if (!isSystem) tables.add(relname);
  }
  return [...tables].filter((table) => !given.has(table));
}
