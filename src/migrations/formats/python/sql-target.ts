import type { Engine } from "../../engine.js";

/** For whom SQL is written, and how its names and texts are quoted. */
export interface SqlTarget {
  readonly engine: Engine;
  readonly isPostgres: boolean;
  /** A column, index or constraint. */
  name(name: string): string;
  /** A table, which may carry its schema: `audit.events`. */
  table(name: string): string;
  /** Names, quoted and with commas between them. */
  names(names: readonly string[]): string;
  /** A string literal. */
  text(text: string): string;
}

export function createSqlTarget(engine: Engine): SqlTarget {
  const isPostgres = engine.family === "postgres";
  const mark = isPostgres ? '"' : "`";
  const name = (text: string): string => mark + text.replaceAll(mark, mark + mark) + mark;
  return {
    engine,
    isPostgres,
    name,
    table: (text) => text.replaceAll(mark, "").split(".").map(name).join("."),
    names: (names) => names.map(name).join(", "),
    text: (text) => `'${(isPostgres ? text : text.replaceAll("\\", "\\\\")).replaceAll("'", "''")}'`,
  };
}
