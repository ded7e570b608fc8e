import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { engineMismatch } from "../../migrations/engine-mismatch.js";
import { followImports } from "../../migrations/follow-imports.js";
import { parseEngine, formatEngine, UnknownEngine, type Engine } from "../../migrations/engine.js";
import { migrationTotal } from "../../migrations/migration-total.js";
import type { MigrationTool } from "../../migrations/online-tool.js";
import type { ReportMigration } from "../../checker/migration-report.js";
import { CommandError } from "../command-error.js";
import { migrationEstimator } from "../migration-estimator.js";
import { exitCode, type ExitCode } from "../exit-code.js";
import { readDuration } from "../read-duration.js";
import { readMigrationFile } from "../read-migration-file.js";
import { readRates } from "../read-rates.js";
import { readRehearsalServer } from "../read-rehearsal-server.js";
import { readTextFile } from "../read-text-file.js";
import { readRowCounts } from "../read-row-counts.js";
import { paintFor } from "../render/paint.js";
import { renderEstimate } from "../render/estimate-text.js";
import { showProgress } from "../show-progress.js";
import type { Terminal } from "../terminal.js";

export interface EstimateOptions {
  readonly engine: string;
  readonly rowCounts?: string;
  readonly rates?: string;
  readonly schema?: string;
  /** False with `--no-rehearsal`. */
  readonly rehearsal: boolean;
  readonly tool: MigrationTool;
  readonly format: "text" | "json";
  readonly failOver?: string;
}

/** `estimate`: what migrations do and how long they take. Runs over the limit, or of unknown length, fail it. */
export async function estimate(
  terminal: Terminal,
  paths: readonly string[],
  options: EstimateOptions,
): Promise<ExitCode> {
  const engine = readEngine(options.engine);
  const limit = options.failOver === undefined ? null : readDuration("--fail-over", options.failOver);
  const facts = options.rowCounts === undefined ? null : await readRowCounts(terminal, options.rowCounts);
  const rates = options.rates === undefined ? null : await readRates(terminal, options.rates, engine);
  const schema = options.schema === undefined ? null : await readTextFile(terminal, options.schema);
  const rehearsalUrl = options.rehearsal ? await readRehearsalServer(terminal) : null;
  const files = await Promise.all(paths.map((path) => readMigrationFile(terminal, path)));
  const told = facts?.engine ?? null;
  const mismatch = told === null ? null : engineMismatch(engine, told);
  if (mismatch !== null) terminal.stderr.write(`note: ${mismatch}.\n`);
  const progress = showProgress(terminal.stderr);
  let migrations: readonly ReportMigration[];
  try {
    const estimator = migrationEstimator({
      rehearses: options.rehearsal,
      rehearsalUrl,
      onProgress: (done, total) => progress.tell({ step: "migrations", done, total }),
    });
    const request = {
      files,
      engine,
      facts,
      tool: options.tool,
      schema,
      ...(rates === null ? {} : { rates }),
    };
    migrations = await followImports(
      (others) => estimator.estimate({ ...request, others }),
      (path) => readFile(resolve(terminal.cwd(), path), "utf8").catch(() => null),
    );
  } finally {
    progress.clear();
  }
  const rowCounts = facts === null ? null : { takenAt: facts.takenAt };
  if (options.format === "json") {
    const answer = { version: 1, engine: formatEngine(engine), rowCounts, migrations };
    terminal.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  } else {
    const width = terminal.stdout.isTTY ? (terminal.stdout.columns ?? Infinity) : Infinity;
    const look = { width, paint: paintFor(terminal.stdout) };
    terminal.stdout.write(renderEstimate({ engine, migrations, facts, limit }, look));
  }
  return limit !== null && isOver(migrations, limit) ? exitCode.failure : exitCode.success;
}

/** What cannot be told may be longer than any limit. */
function isOver(migrations: readonly ReportMigration[], limit: number): boolean {
  const total = migrationTotal(migrations);
  return total === null || total.expected > limit;
}

function readEngine(text: string): Engine {
  try {
    return parseEngine(text);
  } catch (error) {
    if (error instanceof UnknownEngine) throw new CommandError(error.message, error);
    throw error;
  }
}
