import type { ReportMigration } from "../checker/migration-report.js";

const mostRounds = 3;
const mostFiles = 200;

/**
 * Estimates migrations, and again with the files that they import, where something of them is not understood without.
 * `textOf`: a file of the repository as the deploy has it; null where there is none.
 */
export async function followImports(
  estimate: (others: Readonly<Record<string, string>>) => Promise<readonly ReportMigration[]>,
  textOf: (path: string) => Promise<string | null>,
): Promise<readonly ReportMigration[]> {
  const others: Record<string, string> = Object.create(null) as Record<string, string>;
  const asked = new Set<string>();
  for (let round = 0; ; round++) {
    const estimates = await estimate(others);
    const wanted = estimates
      .filter(({ operations }) => operations.some(({ cost }) => cost === "unknown"))
      .flatMap(({ wants = [] }) => wants);
    const fresh = [...new Set(wanted)].filter((path) => !asked.has(path)).slice(0, mostFiles - asked.size);
    const found = round === mostRounds ? [] : await Promise.all(fresh.map((path) => textOf(path)));
    for (const [at, path] of fresh.entries()) {
      asked.add(path);
      const text = found[at] ?? null;
      if (text !== null) others[path] = text;
    }
    if (found.every((text) => text === null)) return estimates.map(({ wants: _, ...migration }) => migration);
  }
}
