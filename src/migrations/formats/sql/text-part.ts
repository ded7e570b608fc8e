import type { MigrationStep } from "../../read-migration.js";

/** Lines of a file that belong together. */
export interface TextPart {
  /** The first line's number, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** Lines that no one reads are left empty, so that the numbers of those below stay right. */
export function partStep({ line, lines }: TextPart): MigrationStep[] {
  const sql = lines.join("\n");
  return sql.trim() === "" ? [] : [{ kind: "sql", line, sql }];
}

/** Parts a text before every line that begins a new part; that line itself stands first in it. */
export function splitLines(text: string, begins: (line: string) => boolean): readonly TextPart[] {
  const parts: { line: number; lines: string[] }[] = [{ line: 1, lines: [] }];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (begins(line)) parts.push({ line: index + 1, lines: [] });
    parts.at(-1)?.lines.push(line);
  }
  return parts;
}
