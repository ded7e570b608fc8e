import type { Dialect } from "../dialect.js";
import { loadSqlParser } from "./parser/load-sql-parser.js";
import { PostgresClassification } from "./postgres-classification.js";

/** The PostgreSQL dialect, for versions 11 to 18. Loads PostgreSQL's parser. */
export async function loadPostgresDialect(): Promise<Dialect> {
  const parser = await loadSqlParser();
  return { begin: (engine, facts) => new PostgresClassification(engine, facts, parser) };
}
