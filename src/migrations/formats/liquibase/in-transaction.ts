import type { Engine } from "../../engine.js";
import type { MigrationStep } from "../../read-migration.js";

/** Each change set is a transaction of its own, where DDL is transactional: on PostgreSQL. */
export function inTransaction(
  steps: readonly MigrationStep[],
  {
    engine,
    runs,
    first,
    last,
  }: {
    readonly engine: Engine;
    /** `runInTransaction` */
    readonly runs: boolean;
    /** Lines */
    readonly first: number;
    readonly last: number;
  },
): readonly MigrationStep[] {
  if (steps.length === 0 || !runs || engine.family !== "postgres") return steps;
  return [{ kind: "sql", line: first, sql: "BEGIN" }, ...steps, { kind: "sql", line: last, sql: "COMMIT" }];
}
