import type { Engine } from "../../migrations/engine.js";
import { splitScript } from "../../migrations/dialects/mysql/script/split-script.js";
import type { ReadMigration } from "../../migrations/read-migration.js";

/** A statement with the number that its operations carry. */
export interface NumberedStatement {
  readonly number: number;
  readonly sql: string;
  /** Its text is all that would be sent, and by itself. */
  readonly isPlain: boolean;
}

/** The statements of a migration, counted as the dialect counts them; null stands for a step that nobody can read. */
export function numberedStatements(
  { steps }: ReadMigration,
  engine: Engine,
): readonly (NumberedStatement | null)[] {
  let number = 0;
  return steps.flatMap((step): readonly (NumberedStatement | null)[] => {
    if (step.kind === "unreadable") return [null];
    if (step.kind !== "sql" && step.kind !== "online-copy") return [];
    const isPlain = step.kind === "sql" && step.keepsNullability !== true;
    return [...splitScript(step.sql, engine)].map(({ text: sql }) => {
      number += 1;
      return { number: number - 1, sql, isPlain };
    });
  });
}
