import type { PolicyMistake } from "../checker/report.js";

/** One line a mistake, as compilers write them: "file:line:column message". */
export function formatMistakes(file: string, mistakes: readonly PolicyMistake[]): string {
  return mistakes
    .map(({ line, column, message }) =>
      line === null ? `${file}: ${message}` : `${file}:${line}:${column ?? 1} ${message}`,
    )
    .join("\n");
}
