import type { MigrationStep } from "../../read-migration.js";

/** One of a changelog's migrations: Liquibase runs and notes each by itself. */
export interface ChangeSet {
  readonly id: string;
  readonly author: string;
  /** `logicalFilePath`, which its bookkeeping names in the file's place. */
  readonly logicalPath: string | null;
  /** From 1. */
  readonly line: number;
  /** What Liquibase's checksum covers, to tell a change set that was changed. */
  readonly content: string;
  readonly runs: "once" | "on change" | "always";
  /** A `validCheckSum` lets it change. */
  readonly mayChange: boolean;
  readonly steps: () => readonly MigrationStep[];
}
