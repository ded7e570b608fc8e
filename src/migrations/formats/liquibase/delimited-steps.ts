import type { MigrationStep } from "../../read-migration.js";
import { partStep, splitLines, type TextPart } from "../sql/text-part.js";

/** The statements of a text: one step each where another delimiter than ";" ends them; null: none is named. */
export function delimitedSteps(part: TextPart, delimiter: string | null): MigrationStep[] {
  if (delimiter === null || delimiter.trim() === "" || delimiter.trim() === ";") return partStep(part);
  const ending = delimiter.trim().replace(/^\\n/, "");
  const ends = (line: string): boolean => line.trimEnd().toLowerCase().endsWith(ending.toLowerCase());
  let isNew = false;
  const parts = splitLines(part.lines.join("\n"), (line) => {
    const begins = isNew;
    isNew = ends(line);
    return begins;
  });
  return parts.flatMap(({ line, lines }) =>
    partStep({
      line: part.line + line - 1,
      lines: lines.map((one) => (ends(one) ? one.trimEnd().slice(0, -ending.length) : one)),
    }),
  );
}
