import { parseArgs } from "node:util";
import { databaseKinds, type DatabaseKind } from "./world/database.js";

export interface BenchOptions {
  readonly names: readonly string[];
  readonly databases: readonly DatabaseKind[];
  /** How often each contender is measured; null: as often as the benchmark thinks right. */
  readonly rounds: number | null;
}

export const usage = `Usage: npm run bench -- [name ...] [--database embedded|postgres] [--rounds <n>]`;

export class UnusableOptions extends Error {
  override readonly name = "UnusableOptions";
}

/** Throws {@link UnusableOptions}. Without names: all of them. */
export function readOptions(args: readonly string[], known: readonly string[]): BenchOptions {
  const { values, positionals } = parse(args);
  const stranger = positionals.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new UnusableOptions(`There is no benchmark "${stranger}", only ${known.join(", ")}`);
  const database = databaseKinds.find((kind) => kind === values.database);
  if (values.database !== undefined && database === undefined)
    throw new UnusableOptions(`--database is one of ${databaseKinds.join(", ")}`);
  const rounds = values.rounds === undefined ? null : Number(values.rounds);
  if (rounds !== null && !(Number.isInteger(rounds) && rounds > 0))
    throw new UnusableOptions("--rounds is a whole number from 1");
  return {
    names: positionals.length === 0 ? known : positionals,
    databases: database === undefined ? databaseKinds : [database],
    rounds,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { database: { type: "string" }, rounds: { type: "string" } },
    });
  } catch (error) {
    throw new UnusableOptions(error instanceof Error ? error.message : String(error));
  }
}
