import type { Engine } from "../../../engine.js";

/** For whom SQL is written. */
export interface Target {
  readonly engine: Engine;
  readonly isPostgres: boolean;
  /** A column, an index or a constraint. */
  readonly name: (name: string) => string;
  readonly names: (names: readonly string[]) => string;
  /** A table, which may carry its schema: `audit.events`. */
  readonly table: (name: string) => string;
  /** A string literal. */
  readonly text: (text: string) => string;
}

export function createTarget(engine: Engine): Target {
  const isPostgres = engine.family === "postgres";
  const quote = isPostgres ? '"' : "`";
  const name = (text: string): string => quote + text.replaceAll(quote, quote + quote) + quote;
  return {
    engine,
    isPostgres,
    name,
    names: (names) => names.map(name).join(", "),
    table: (text) =>
      text
        .split(".")
        .map((part) => name(part.replaceAll(/["`]/g, "")))
        .join("."),
    text: (text) => {
      const doubled = text.replaceAll("'", "''");
      return `'${isPostgres ? doubled : doubled.replaceAll("\\", "\\\\")}'`;
    },
  };
}
