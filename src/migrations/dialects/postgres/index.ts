export { loadPostgresDialect } from "./load-postgres-dialect.js";
export { postgresRules, type PostgresRule } from "./rules/postgres-rules.js";
