import type { Target } from "./target.js";

/** A column or an index, quoted as the engine has it. */
export function quoteName({ isPostgres }: Target, name: string): string {
  return isPostgres ? `"${name.replaceAll('"', '""')}"` : `\`${name.replaceAll("`", "``")}\``;
}

/** A table, which may carry its schema: `audit.events`. */
export function quoteTable(target: Target, name: string): string {
  return name
    .split(".")
    .map((part) => quoteName(target, part.replaceAll(target.isPostgres ? '"' : "`", "")))
    .join(".");
}

/** A string literal. */
export function quoteText({ isPostgres }: Target, text: string): string {
  const quoted = text.replaceAll("'", "''");
  return `'${isPostgres ? quoted : quoted.replaceAll("\\", "\\\\")}'`;
}
