import type { Engine } from "../engine.js";
import type { MigrationFile, ReadMigration } from "../read-migration.js";

/**
 * Reads one file. Never throws on bad input: what cannot be understood is an `unreadable` step with its line.
 * @param applied what production's own bookkeeping names: a format that {@link MigrationFormat.holdsSeveral} leaves out
 * those that were run
 * @param others texts of other files by path, for formats that follow imports; those that it misses it `wants`
 */
export type ReadFormat = (
  file: MigrationFile,
  engine: Engine,
  applied?: readonly string[],
  others?: ReadonlyMap<string, string>,
) => ReadMigration;

/** One line of the table of formats. */
export interface MigrationFormat {
  /** "rails", "flyway", ...: the report's `format`. */
  readonly id: string;
  /** For people: "Rails". */
  readonly title: string;
  /** Whether the file is of this format, by its path and, where that does not tell, its first kilobytes. */
  readonly recognises: (file: MigrationFile) => boolean;
  /** Loads the parser, which is large: only where a range has such a file. */
  readonly load: () => Promise<ReadFormat>;
  /**
   * A file holds several migrations and grows with them, as Liquibase's changelogs do: where production's code has the
   * file, what is new in it counts. Absent: a file is one migration.
   */
  readonly holdsSeveral?: true;
  /** What the tool's own bookkeeping calls the file: what `appliedMigrations` would hold. */
  readonly appliedNames: (path: string) => readonly string[];
}
