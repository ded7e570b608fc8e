import type { DatabaseFacts } from "../migrations/database-facts.js";
import { parseRowCountFile } from "../migrations/row-count-file.js";
import { RowCountFileInvalid } from "../migrations/row-counts/row-count-file-invalid.js";
import { CommandError } from "./command-error.js";
import { readTextFile } from "./read-text-file.js";
import type { Terminal } from "./terminal.js";

/** A row-count file named on the command line. Throws CommandError with every mistake. */
export async function readRowCounts(terminal: Terminal, file: string): Promise<DatabaseFacts> {
  const text = await readTextFile(terminal, file);
  try {
    return parseRowCountFile(text);
  } catch (error) {
    if (error instanceof RowCountFileInvalid) throw new CommandError(`${file}: ${error.message}`, error);
    throw error;
  }
}
