import { count } from "../../checker/count.js";
import { describeSeconds } from "../../checker/describe-seconds.js";
import { describeEstimate } from "../../checker/migrations/describe-estimate.js";
import type { ReportMigration, ReportOperation } from "../../checker/migration-report.js";
import type { DatabaseFacts } from "../../migrations/database-facts.js";
import { formatEngine, type Engine } from "../../migrations/engine.js";
import { migrationTotal } from "../../migrations/migration-total.js";
import type { Style } from "./paint.js";
import type { TextOptions } from "./text-report.js";
import { visibleText } from "./visible-text.js";
import { wrap } from "./wrap.js";

export interface Estimate {
  readonly engine: Engine;
  readonly migrations: readonly ReportMigration[];
  /** Null: no row counts were given. */
  readonly facts: DatabaseFacts | null;
  /** Seconds; null: none was given. */
  readonly limit: number | null;
}

const styles: Readonly<Record<ReportOperation["cost"], Style>> = {
  instant: "green",
  scan: "yellow",
  index: "yellow",
  rewrite: "red",
  dml: "yellow",
  unknown: "red",
};

/** What migrations cost, for a terminal: each file, each operation with its line, whom it blocks, and the sum. */
export function renderEstimate(estimate: Estimate, options: TextOptions): string {
  const { migrations, engine, facts } = estimate;
  const sections = [
    ...migrations.map((migration) => describeMigration(migration, options)),
    summary(estimate, options),
    hints(migrations, engine, facts, options),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${text.join("\n\n")}\n`;
}

function describeMigration(migration: ReportMigration, options: TextOptions): readonly string[] {
  const { paint } = options;
  const { path, format, seconds, operations, rehearsal } = migration;
  const time = seconds === null ? paint("red", "cannot be told") : describeEstimate(seconds);
  return [
    `${paint("bold", visibleText(path))}  ${time}  ${paint("dim", format)}`,
    ...(operations.length === 0 ? [paint("dim", "  nothing to run")] : []),
    ...operations.flatMap((operation) => describeOperation(operation, options)),
    ...(typeof rehearsal === "string"
      ? wrap(visibleText(`${rehearsal}.`), { width: options.width, first: "  ", rest: "  " }).map((text) =>
          paint("dim", text),
        )
      : []),
  ];
}

function describeOperation(operation: ReportOperation, { width, paint }: TextOptions): readonly string[] {
  const { kind, table, cost, line, seconds, note, basis, advice } = operation;
  const what = visibleText(`${kind.replaceAll("_", " ")}${table === null ? "" : ` ${table}`}`);
  const time =
    seconds === null ? (cost === "unknown" ? "unknown" : "size unknown") : describeEstimate(seconds);
  const shown = cost === "instant" ? "" : `  ${time}`;
  const block = blocks(operation);
  const wrapping = { width, first: "         ", rest: "         " };
  return [
    `  ${paint("dim", String(line).padStart(4))}  ${paint(styles[cost], cost.padEnd(7))}  ${what}${shown}${block === null ? "" : `  ${paint("yellow", block)}`}`,
    ...wrap(visibleText([note, basis === null ? "" : `(${basis})`].filter(Boolean).join(" ")), wrapping).map(
      (text) => paint("dim", text),
    ),
    ...(advice === null ? [] : wrap(visibleText(`→ ${advice}`), wrapping)),
  ];
}

function blocks({ blocksReads, blocksWrites, blockedSeconds, cost }: ReportOperation): string | null {
  if (!blocksWrites && !blocksReads) return null;
  const what = blocksReads && blocksWrites ? "reads and writes" : blocksReads ? "reads" : "writes";
  const long = blockedSeconds !== null && blockedSeconds.expected >= 1;
  if (cost === "instant" && !long) return `blocks ${what} for a moment`;
  return long ? `blocks ${what} for ${describeSeconds(blockedSeconds.expected)}` : `blocks ${what}`;
}

function summary({ migrations, engine, limit }: Estimate, { paint }: TextOptions): readonly string[] {
  const total = migrationTotal(migrations);
  const over = limit !== null && (total === null || total.expected > limit);
  const time = total === null ? "cannot be told" : describeEstimate(total);
  const verdict = limit === null ? "" : `, limit ${describeSeconds(limit)}`;
  const sign = over ? paint("red", "✗") : paint("green", "✓");
  const line = `${count(migrations.length, "migration")} on ${formatEngine(engine)}: ${time}${verdict}`;
  return [limit === null ? paint("bold", line) : `${sign} ${paint("bold", line)}`];
}

function hints(
  migrations: readonly ReportMigration[],
  engine: Engine,
  facts: DatabaseFacts | null,
  { paint }: TextOptions,
): readonly string[] {
  const unsized = migrations.some(({ operations }) =>
    operations.some(({ cost, rows }) => rows === null && cost !== "instant" && cost !== "unknown"),
  );
  if (facts === null)
    return unsized ? [paint("dim", "hint: times need the tables' sizes: --row-counts <file>")] : [];
  const taken = facts.takenAt === null ? "at a time that was not told" : `at ${visibleText(facts.takenAt)}`;
  return [
    paint(
      "dim",
      `Row counts taken ${taken}; rates are the defaults of ${engine.family}, not measured on your server.`,
    ),
  ];
}
