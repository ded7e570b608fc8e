import { formatOf } from "../migrations/formats/index.js";
import type { MigrationFile } from "../migrations/read-migration.js";
import type { MigrationChanges } from "./migration-changes.js";
import type { CommitGraph } from "./ports/mirror.js";

/**
 * Of the files of production's code that the deploy changes, those that hold several migrations and grow with them
 * (Liquibase's changelogs), with production's version of each. Throws SourceUnavailable.
 */
export async function grownMigrations(
  graph: Pick<CommitGraph, "texts">,
  changed: MigrationChanges["changed"],
): Promise<readonly (MigrationFile & Required<Pick<MigrationFile, "before">>)[]> {
  const there = changed.filter(({ blob }) => blob !== null);
  if (there.length === 0) return [];
  const texts = await graph.texts(there.flatMap(({ blob, oldBlob }) => [blob ?? oldBlob, oldBlob]));
  return there.flatMap(({ path, blob, oldBlob }) => {
    const text = texts.get(blob ?? oldBlob) ?? "";
    if (formatOf({ path, text })?.holdsSeveral !== true) return [];
    return [{ path, text, before: texts.get(oldBlob) ?? "" }];
  });
}
