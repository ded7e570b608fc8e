import { expect, test } from "vitest";
import { scratchTables } from "../../src/calibration/calibrate.js";
import { mysqlPlan } from "../../src/calibration/mysql/mysql-plan.js";
import { postgresPlan } from "../../src/calibration/postgres/postgres-plan.js";
import { loadDialect } from "../../src/migrations/dialects/index.js";
import { parseEngine } from "../../src/migrations/engine.js";

const cases = [
  { engine: "postgres 18", plan: postgresPlan },
  { engine: "mariadb 10.11", plan: mysqlPlan },
  { engine: "mysql 8.0", plan: mysqlPlan },
].flatMap(({ engine, plan }) =>
  plan.operations
    // What is read is not for a migration to do.
    .filter(({ sql }) => !sql(scratchTables(1_000, "")[1]!).startsWith("select"))
    .map((operation) => ({ engine, plan, operation })),
);

test.each(cases)(
  "$engine: $operation.class is what the dialect takes it for",
  async ({ engine, plan, operation }) => {
    const table = scratchTables(1_000, "")[1]!;
    const parsed = parseEngine(engine);
    const classification = (await loadDialect(parsed.family)).begin(parsed, null);
    const classify = (statements: readonly string[]) =>
      statements.flatMap((sql) =>
        classification.classify({
          format: "sql",
          inTransaction: false,
          steps: [{ kind: "sql", line: 1, sql }],
        }),
      );
    classify([...plan.createTable(table), ...plan.addIndexes(table), ...(operation.before?.(table) ?? [])]);
    const work = classify([operation.sql(table)]).flatMap((found) => found.work);
    expect(work).toHaveLength(1);
    // Null: all that the table has.
    const counted = work[0]!.indexes ?? table.indexes;
    expect([work[0]!.class, counted]).toEqual([
      operation.class,
      operation.maintainsIndexes ? table.indexes : 0,
    ]);
  },
);
