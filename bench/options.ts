import { parseArgs } from "node:util";
import { serverKinds, type ServerKind } from "./migrations/start-server.js";
import { databaseKinds, type DatabaseKind } from "./world/database.js";

export interface BenchOptions {
  readonly names: readonly string[];
  readonly databases: readonly DatabaseKind[];
  /** How often each contender is measured; null: as often as the benchmark thinks right. */
  readonly rounds: number | null;
  /** How large the tables of `migration-accuracy` are; null: as it thinks right. */
  readonly rows: readonly number[] | null;
  readonly engines: readonly ServerKind[];
  /** Whether the servers of `migration-accuracy` have half a core and small buffers. */
  readonly weak: boolean;
}

export const usage = `Usage: npm run bench -- [name ...] [--database embedded|postgres] [--rounds <n>]
For migration-accuracy: [--engine postgres|mariadb] [--rows <n,n,n>], the last of which is predicted from the others,
  [--weak]: on servers that have half a core and small buffers`;

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
  const engine = serverKinds.find((kind) => kind === values.engine);
  if (values.engine !== undefined && engine === undefined)
    throw new UnusableOptions(`--engine is one of ${serverKinds.join(", ")}`);
  return {
    names: positionals.length === 0 ? known : positionals,
    databases: database === undefined ? databaseKinds : [database],
    rounds,
    rows: values.rows === undefined ? null : readRows(values.rows),
    engines: engine === undefined ? serverKinds : [engine],
    weak: values.weak ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        database: { type: "string" },
        rounds: { type: "string" },
        rows: { type: "string" },
        engine: { type: "string" },
        weak: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UnusableOptions(error instanceof Error ? error.message : String(error));
  }
}

function readRows(text: string): readonly number[] {
  const rows = text.split(",").map(Number);
  const usable = rows.length >= 2 && rows.every((count) => Number.isInteger(count) && count >= 1_000);
  if (!usable)
    throw new UnusableOptions("--rows are two or more numbers from 1000, like 100000,1000000,5000000");
  return rows;
}
