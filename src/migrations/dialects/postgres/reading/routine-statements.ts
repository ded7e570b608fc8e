import { z } from "zod";
import { constantText } from "../expressions/constant-text.js";
import { walk } from "../expressions/walk.js";
import { as } from "../parser/ast.js";
import { SqlSyntaxError, type SqlParser } from "../parser/load-sql-parser.js";

/** What a PL/pgSQL body runs, in the order in which it is written; each branch counts. */
export interface RoutineStatement {
  /** From 1, in the body. */
  readonly line: number;
  /** "expression": read-only, and of interest only where it reads a table or calls a routine. */
  readonly kind: "sql" | "expression" | "dynamic";
  /** Null: an EXECUTE whose text depends on more than constants. */
  readonly sql: string | null;
}

/** How the library marks what stands in an expression: 0 is a statement, 2 an expression, above it an assignment. */
const expressionSchema = z.object({ query: z.string(), parseMode: z.number().default(0) });
const statementSchema = z.object({ lineno: z.number().default(1) });

/**
 * The static SQL of a PL/pgSQL routine, by PostgreSQL's own PL/pgSQL parser.
 * @param statement CREATE FUNCTION or DO, whole
 * @throws SqlSyntaxError
 */
export function routineStatements(statement: string, parser: SqlParser): readonly RoutineStatement[] {
  const found: RoutineStatement[] = [];
  const dynamic = new WeakSet();
  const lines = new WeakMap<object, number>();
  let line = 1;
  for (const [name, contents] of walk(parser.routine(statement))) {
    if (name.startsWith("PLpgSQL_stmt_")) {
      line = statementSchema.safeParse(contents).data?.lineno ?? line;
      // The parser tells a loop's own query after its body.
      for (const part of Object.values(contents)) markLine(part, line, lines);
      if (name.includes("_dyn") && "query" in contents) markExpression(contents.query, dynamic);
    }
    if (name !== "PLpgSQL_expr") continue;
    const { query, parseMode } = expressionSchema.parse(contents);
    const at = { line: lines.get(contents) ?? line };
    if (dynamic.has(contents)) found.push({ ...at, kind: "dynamic", sql: dynamicText(query, parser) });
    else if (parseMode === 0) found.push({ ...at, kind: "sql", sql: query });
    else found.push({ ...at, kind: "expression", sql: `select ${query.replace(/^[^(']*?:?=(?!=)/, "")}` });
  }
  return found.toSorted((a, b) => a.line - b.line);
}

/** Of a statement's own expressions; those of statements inside of it have lines of their own. */
function markLine(part: unknown, line: number, lines: WeakMap<object, number>): void {
  if (typeof part !== "object" || part === null || !("PLpgSQL_expr" in part)) return;
  if (typeof part.PLpgSQL_expr === "object" && part.PLpgSQL_expr !== null) lines.set(part.PLpgSQL_expr, line);
}

function markExpression(query: unknown, dynamic: WeakSet<object>): void {
  for (const [name, contents] of walk(query)) if (name === "PLpgSQL_expr") dynamic.add(contents);
}

function dynamicText(expression: string, parser: SqlParser): string | null {
  try {
    const [statement] = parser.statements(`select ${expression}`);
    const [target] = as(statement, "SelectStmt")?.targetList ?? [];
    return constantText(as(target, "ResTarget")?.val);
  } catch (error) {
    if (error instanceof SqlSyntaxError) return null;
    throw error;
  }
}
