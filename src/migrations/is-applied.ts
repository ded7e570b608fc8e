import { formatOf } from "./formats/index.js";
import type { MigrationFile } from "./read-migration.js";

/** Whether production's own bookkeeping, as these names or versions tell it, says that a migration was run. */
export function isApplied(applied: readonly string[]): (file: MigrationFile) => boolean {
  const names = new Set(applied.map((name) => name.trim()).filter((name) => name !== ""));
  return (file) => namesOf(file).some((name) => names.has(name));
}

/** What the tool calls it, and in any case the file's name with and without its ending. */
function namesOf(file: MigrationFile): readonly string[] {
  const base = file.path.slice(file.path.lastIndexOf("/") + 1);
  return [...(formatOf(file)?.appliedNames(file.path) ?? []), base, base.replace(/\.\w+$/, ""), file.path];
}
