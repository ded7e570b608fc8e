import type { MigrationFile } from "../read-migration.js";
import type { MigrationFormat } from "./format.js";
import { railsFormat } from "./rails/rails-format.js";

/** All formats, the more particular before the more general. */
export const migrationFormats: readonly MigrationFormat[] = [railsFormat];

/** The format of a file; null: none that is known. */
export function formatOf(file: MigrationFile): MigrationFormat | null {
  return migrationFormats.find((format) => format.recognises(file)) ?? null;
}
