import { z } from "zod";
import type { DatabaseFacts, TableFacts } from "./database-facts.js";
import { mergeTables, type FoundTable } from "./row-counts/merge-tables.js";
import { emptyRecord, recordOf } from "./row-counts/record-of.js";
import { RowCountFileInvalid, type RowCountMistake } from "./row-counts/row-count-file-invalid.js";
import { tableKeyOf, tableNameOf } from "./row-counts/table-name.js";

export { RowCountFileInvalid, type RowCountMistake } from "./row-counts/row-count-file-invalid.js";

const text = z.string({ error: "is not a text" });
const texts = z.array(text, { error: "is not a list" });
const count = z
  .number({ error: "is not a number" })
  .min(0, "is negative")
  .max(Number.MAX_SAFE_INTEGER, "is larger than 9007199254740991")
  .transform(Math.round);
const correlation = z
  .number({ error: "is not a number" })
  .min(-1, "is less than -1")
  .max(1, "is more than 1");
/** -1 is how PostgreSQL spells "never analysed". */
const rows = z.preprocess((value) => (value === -1 ? null : value), count.nullable());
const optional = <Value>(schema: z.ZodType<Value>) => schema.nullish().transform((value) => value ?? null);
const check = z.object(
  { expr: text, validated: z.boolean({ error: "is neither true nor false" }).default(false) },
  { error: "is not an object" },
);

const table: z.ZodType<TableFacts> = z.object(
  {
    rows: optional(rows),
    bytes: optional(count),
    heapBytes: optional(count),
    columns: optional(recordOf(text)),
    indexes: optional(recordOf(texts)),
    notNull: optional(texts),
    checks: optional(recordOf(check)),
    engine: optional(text),
    charset: optional(text),
    rowFormat: optional(text),
    totalRowVersions: optional(count),
    fulltextIndexes: optional(texts),
    partialIndexes: optional(recordOf(text)),
    unusedIndexes: optional(texts),
    changedSinceAnalysed: optional(count),
    correlations: optional(recordOf(correlation)),
    kind: optional(text),
  },
  { error: "is not an object" },
);

const file = z.object(
  {
    takenAt: optional(
      text.refine((value) => z.iso.datetime({ offset: true }).safeParse(value).success, {
        error: 'is not a time like "2026-11-20T04:00:00Z"',
      }),
    ),
    engine: optional(text),
    appliedMigrations: texts.nullish().transform((names) => names ?? []),
    tables: recordOf(table, (key) => (tableNameOf(key) === null ? "names no table" : null)),
    domains: recordOf(text).nullish(),
    memoryBytes: optional(count),
    notes: texts.nullish().transform((notes) => notes ?? []),
  },
  { error: "is not an object" },
);

/**
 * Reads contract 5.5's row-count file, and ours with the optional keys heapBytes, partialIndexes,
 * unusedIndexes, changedSinceAnalysed, correlations, kind, memoryBytes and notes. Keys that are not known are passed over: the file may be newer than the reader. Names with a
 * schema ("public.calls") lose it; {@link mergeTables} says what becomes of equal ones. Every record of the answer is
 * without prototype.
 *
 * @throws RowCountFileInvalid with all mistakes at once
 */
export function parseRowCountFile(content: string): DatabaseFacts {
  const parsed = file.safeParse(parseJson(content.replace(/^\uFEFF/, "")));
  if (!parsed.success) throw new RowCountFileInvalid(parsed.error.issues.map(mistakeOf));
  const found = Object.entries(parsed.data.tables).map(([key, facts]): FoundTable => ({
    name: tableNameOf(key) ?? key,
    facts,
  }));
  const { tables, notes } = mergeTables(found);
  return {
    takenAt: parsed.data.takenAt,
    engine: parsed.data.engine,
    appliedMigrations: parsed.data.appliedMigrations,
    tables,
    domains: parsed.data.domains ?? emptyRecord<string>(),
    memoryBytes: parsed.data.memoryBytes,
    notes: [...parsed.data.notes, ...notes],
  };
}

/** The file that {@link parseRowCountFile} reads back as the same facts; what is not known is left out. */
export function formatRowCountFile(facts: DatabaseFacts): string {
  const tables = emptyRecord<Partial<TableFacts>>();
  for (const [name, { rows: known, ...rest }] of Object.entries(facts.tables))
    tables[tableKeyOf(name)] = { rows: known ?? -1, ...withoutNulls(rest) };
  const { takenAt, engine, appliedMigrations, domains, memoryBytes, notes = [] } = facts;
  const written = {
    ...withoutNulls({ takenAt, engine, memoryBytes }),
    appliedMigrations,
    tables,
    domains,
    ...(notes.length > 0 ? { notes } : {}),
  };
  return `${JSON.stringify(written, null, 1)}\n`;
}

function withoutNulls<Known extends object>(known: Known): Partial<Known> {
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)) as Partial<Known>;
}

function parseJson(content: string): unknown {
  if (content.trim() === "") throw new RowCountFileInvalid([{ path: "", problem: "is empty" }]);
  try {
    return JSON.parse(content);
  } catch (error) {
    // The rest of the message quotes the file, which may be another one than was meant.
    const place = error instanceof Error ? /line \d+ column \d+/.exec(error.message)?.[0] : undefined;
    const problem = place === undefined ? "is not JSON" : `is not JSON (${place})`;
    throw new RowCountFileInvalid([{ path: "", problem }]);
  }
}

function mistakeOf({ path, message }: z.core.$ZodIssue): RowCountMistake {
  return { path: pathOf(path), problem: message };
}

function pathOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) =>
      typeof part === "number" || !/^[\w$-]+$/.test(String(part))
        ? `[${typeof part === "number" ? part : JSON.stringify(String(part))}]`
        : `.${String(part)}`,
    )
    .join("")
    .replace(/^\./, "");
}
