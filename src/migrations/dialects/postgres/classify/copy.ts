import type { CopyStmt } from "../parser/ast.js";
import { tablesRead } from "../expressions/tables-read.js";
import { work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";

/** COPY, in or out. Rows that the migration's own text holds after `FROM stdin` are judged with that text. */
export function copy(statement: CopyStmt, context: Context): Draft {
  const table = statement.relation?.relname ?? null;
  if (statement.is_from === true) return draft("insert.file", table);
  const tables = table === null ? tablesRead(statement.query) : [table];
  return draft("read.copy", tables[0] ?? null, { work: tables.map((name) => work(context, "scan", name)) });
}
