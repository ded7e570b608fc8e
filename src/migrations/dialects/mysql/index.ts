import type { Dialect } from "../dialect.js";
import { MysqlClassification } from "./classify/mysql-classification.js";
import { loadGrammar } from "./syntax/load-grammar.js";
import { StatementParser } from "./syntax/parse-statement.js";

export { mysqlRules } from "./rules/mysql-rules.js";
export type { MysqlRule } from "./rules/rule.js";

/** MySQL 5.7 to 9 and MariaDB 10.6 to 12. Loads the parser, which takes a fifth of a second and some 30 MB. */
export async function loadMysqlDialect(): Promise<Dialect> {
  const grammar = await loadGrammar();
  return {
    begin: (engine, facts) => new MysqlClassification(new StatementParser(grammar, engine), engine, facts),
  };
}
