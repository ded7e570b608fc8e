import {
  readStatements,
  type ReadStatement,
} from "../../migrations/dialects/postgres/reading/read-statements.js";
import type { SqlParser } from "../../migrations/dialects/postgres/parser/load-sql-parser.js";
import type { ReadMigration } from "../../migrations/read-migration.js";

/** A step of a migration that is no SQL, or one of its statements with the number that its operations carry. */
export type Numbered =
  | { readonly kind: "sql"; readonly number: number; readonly statement: ReadStatement }
  | { readonly kind: "unreadable" };

/** The statements of a migration, counted as the dialect counts them. */
export function numberedStatements({ steps }: ReadMigration, parser: SqlParser): readonly Numbered[] {
  let number = 0;
  return steps.flatMap((step): readonly Numbered[] => {
    if (step.kind === "unreadable") return [{ kind: "unreadable" }];
    if (step.kind !== "sql") return [];
    return [...readStatements(step.sql, parser)].map((statement) => {
      number += 1;
      return { kind: "sql", number: number - 1, statement };
    });
  });
}
