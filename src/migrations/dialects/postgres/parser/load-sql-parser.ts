import type { Node } from "./ast.js";

/** PostgreSQL's grammar (that of version 18, which reads what older versions do) as pure functions. */
export interface SqlParser {
  /** @throws SqlSyntaxError */
  statements(sql: string): readonly Node[];
  /** A PL/pgSQL routine, given as the CREATE FUNCTION or DO statement around it. @throws SqlSyntaxError */
  routine(statement: string): unknown;
}

export class SqlSyntaxError extends Error {
  override readonly name = "SqlSyntaxError";
}

/**
 * Loads the parser (1.7 MB of WebAssembly, 20 ms) at the first call. Deep nesting exhausts the parser's stack or
 * JavaScript's: that too is a syntax error, and the parser goes on working (measured: test/migrations/dialects/postgres).
 */
export async function loadSqlParser(): Promise<SqlParser> {
  const library = await import("libpg-query");
  await library.loadModule();
  return {
    statements: (sql) => {
      // The parser's C strings end at a NUL: the rest would silently not be read.
      if (sql.includes("\0")) throw new SqlSyntaxError("it contains a NUL character");
      return guard(() => (library.parseSync(sql).stmts ?? []).flatMap(({ stmt }) => stmt ?? []));
    },
    routine: (statement) => guard((): unknown => library.parsePlPgSQLSync(statement)),
  };
}

function guard<T>(parse: () => T): T {
  try {
    return parse();
  } catch (cause) {
    const reason = cause instanceof RangeError ? "it is nested too deeply" : (cause as Error).message;
    throw new SqlSyntaxError(reason, { cause });
  }
}
