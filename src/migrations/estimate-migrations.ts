import type { ReportMigration, ReportOperation, Seconds } from "../checker/migration-report.js";
import { applyRehearsal } from "./apply-rehearsal.js";
import { blockedTimes } from "./blocked-time.js";
import {
  correctByObservations,
  type Corrected,
  type Observation,
} from "./cost-model/correct-by-observations.js";
import { rounded, sumOf } from "./cost-model/interval.js";
import { defaultRates } from "./cost-model/default-rates.js";
import type { Rates } from "./cost-model/rates.js";
import { emptyTable, tableSize, type TableSize } from "./cost-model/table-size.js";
import type { DatabaseFacts } from "./database-facts.js";
import { describeRehearsal, notRehearsed } from "./describe-rehearsal.js";
import { describeObservations } from "./describe-observations.js";
import { describeSize } from "./describe-size.js";
import { describeWork } from "./describe-work.js";
import type { Dialect } from "./dialects/dialect.js";
import { loadDialect } from "./dialects/index.js";
import type { Engine } from "./engine.js";
import { estimateOperation } from "./estimate-operation.js";
import type { MigrationFormat, ReadFormat } from "./formats/format.js";
import { formatOf } from "./formats/index.js";
import { throughTool, type MigrationTool } from "./online-tool.js";
import type { Operation } from "./operation.js";
import { notText, plainText } from "./plain-text.js";
import { otherEngine } from "./other-engine.js";
import type { MigrationFile, ReadMigration } from "./read-migration.js";
import type { Rehearsal, Rehearse } from "./rehearsal.js";
import { unreadableMigration } from "./unreadable-migration.js";

export interface EstimateRequest {
  /** In the order in which they run. */
  readonly files: readonly MigrationFile[];
  readonly engine: Engine;
  /** Null: nothing is known of production. */
  readonly facts: DatabaseFacts | null;
  readonly tool?: MigrationTool;
  /** By path, what migrations may import besides each other. */
  readonly others?: Readonly<Record<string, string>>;
  /** Measured on the server in question; else those of {@link defaultRates}. */
  readonly rates?: Rates;
  /** How long such work took before, on this engine. */
  readonly observations?: readonly Observation[];
  /** Called after each file. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Tries the migrations out on a copy of the schema; left out: the rules alone decide. */
  readonly rehearse?: Rehearse;
  /** A dump of production's schema, as SQL, for the rehearsal. */
  readonly schema?: string | null;
  /** Told of what the rules alone say, before the rehearsal begins, which may take long or never end. */
  readonly onUnrehearsed?: (estimates: readonly ReportMigration[]) => void;
}

/** In UTF-16 units. What people write by hand is a thousand times smaller; parsers need many times a file's size. */
const longestText = 10_000_000;
const tooLarge = "it is larger than 10 MB";

/** Reads, classifies and times migrations. What cannot be understood comes out as such; nothing is thrown for it. */
export async function estimateMigrations(request: EstimateRequest): Promise<readonly ReportMigration[]> {
  const { files, engine, facts, rehearse, schema = null, onProgress } = request;
  const dialect = await loadDialect(engine.family);
  const read = migrationReader(request);
  const migrations: FileToEstimate[] = [];
  const byRules = judging(dialect, request, null);
  const estimates: ReportMigration[] = [];
  for (const file of files) {
    const migration =
      file.text.length > longestText ? null : await read(file, engine, facts?.appliedMigrations ?? []);
    migrations.push({ path: file.path, migration });
    estimates.push(byRules({ path: file.path, migration }));
    onProgress?.(estimates.length, files.length);
  }
  if (rehearse === undefined) return estimates;
  request.onUnrehearsed?.(estimates);
  // What is not read may be what later migrations rest on.
  const known = migrations.map(({ migration }) => migration ?? unreadable(tooLarge));
  const rehearsal = await rehearse({ engine, facts, schema, migrations: known });
  if (rehearsal === null) return estimates;
  if ("reason" in rehearsal) return estimates.map((estimate) => notRehearsed(estimate, rehearsal.reason));
  return migrations.map(judging(dialect, request, rehearsal));
}

interface FileToEstimate {
  readonly path: string;
  /** Null: it is too large to be read. */
  readonly migration: ReadMigration | null;
}

/** Judges one migration after the other, with what a rehearsal has shown. */
function judging(
  dialect: Dialect,
  { engine, tool = "native", ...request }: EstimateRequest,
  rehearsal: Rehearsal | null,
): (file: FileToEstimate) => ReportMigration {
  const facts = rehearsal?.facts ?? request.facts;
  const classification = dialect.begin(engine, facts);
  const sizes = sizesOf(facts, classification.createdTables);
  const rates = request.rates ?? defaultRates[engine.family];
  const observations = Map.groupBy(request.observations ?? [], ({ cost }) => cost);
  let read = 0;
  return ({ path, migration }) => {
    const outcomes = rehearsal?.outcomes[read];
    read += 1;
    if (migration === null) return unreadableMigration(path, tooLarge);
    const judged = classification.classify(migration);
    const operations =
      rehearsal === null || outcomes === undefined ? judged : applyRehearsal(judged, outcomes, rehearsal);
    const estimate = timed(path, migration, throughTool(operations, tool, engine.family), {
      sizes,
      rates,
      observations,
    });
    if (rehearsal === null || outcomes === undefined) return estimate;
    return { ...estimate, rehearsal: describeRehearsal(outcomes, rehearsal) };
  };
}

/** Loads each format's parser once, when the first file of the format comes. */
function migrationReader({
  files,
  others = {},
  engine: policy,
  facts,
}: Pick<EstimateRequest, "files" | "others" | "engine" | "facts">): (
  file: MigrationFile,
  engine: Engine,
  applied: readonly string[],
) => Promise<ReadMigration> {
  const imported = Object.entries(others).map(([path, text]) => ({ path, text }));
  const texts = new Map([...imported, ...files].map((file) => [file.path, plainText(file).text] as const));
  const wrongEngine = otherEngine(policy, facts?.engine ?? null);
  const loaded = new Map<MigrationFormat, Promise<ReadFormat>>();
  return async (asIs, engine, applied) => {
    const file = plainText(asIs);
    const binary = notText(file.text);
    if (binary !== null) return unreadable(binary.reason, binary.line);
    const format = formatOf(file);
    if (format === null) return unreadable("no known format of migrations reads this file");
    const loading = loaded.get(format) ?? format.load();
    loaded.set(format, loading);
    const read = (await loading)(file, engine, applied, texts);
    const flaw = wrongEngine === null ? file.flaw : { line: 1, reason: wrongEngine };
    return flaw === undefined ? read : { ...read, steps: [{ kind: "unreadable", ...flaw }, ...read.steps] };
  };
}

function unreadable(reason: string, line = 1): ReadMigration {
  return { format: "unknown", inTransaction: false, steps: [{ kind: "unreadable", line, reason }] };
}

type SizeLookup = Parameters<typeof estimateOperation>[1];

/** Where production says nothing of a table, its size is unknown; what the deploy itself creates is empty. */
function sizesOf(facts: DatabaseFacts | null, created: ReadonlySet<string>): SizeLookup {
  const known = new Map<string, TableSize | null>();
  return {
    memoryBytes: facts?.memoryBytes ?? null,
    sizeOf(table) {
      if (created.has(table)) return emptyTable;
      const size = known.get(table);
      if (size !== undefined) return size;
      const own = facts !== null && Object.hasOwn(facts.tables, table) ? facts.tables[table] : undefined;
      const computed = own === undefined ? null : tableSize(own);
      known.set(table, computed);
      return computed;
    },
  };
}

interface Measures {
  readonly sizes: SizeLookup;
  readonly rates: Rates;
  readonly observations: ReadonlyMap<Operation["cost"], readonly Observation[]>;
}

function timed(
  path: string,
  { format, changedParts = [], removedParts = [], wants }: ReadMigration,
  operations: readonly Operation[],
  { sizes, rates, observations }: Measures,
): ReportMigration {
  const byModel = operations.map((operation) => estimateOperation(operation, sizes, rates));
  const corrected = byModel.map((own, at) =>
    own === null
      ? null
      : correctByObservations(own, observations.get(operations[at]?.cost ?? "unknown") ?? []),
  );
  const seconds = byModel.map((own, at) => corrected[at]?.seconds ?? own);
  const blocked = blockedTimes(operations, seconds);
  const total = sumOf(seconds);
  const parts = [...changedParts, ...removedParts];
  return {
    path,
    format,
    ...(parts.length === 0 ? {} : { changedParts: parts }),
    ...(wants === undefined ? {} : { wants }),
    seconds: total === null ? null : rounded(total),
    operations: operations.map((operation, at) =>
      reported(operation, sizes, {
        seconds: seconds[at] ?? null,
        blockedSeconds: blocked[at] ?? null,
        corrected: corrected[at] ?? null,
      }),
    ),
  };
}

interface Times {
  readonly seconds: Seconds | null;
  readonly blockedSeconds: Seconds | null;
  /** Null: nothing of the kind was observed. */
  readonly corrected: Corrected | null;
}

function reported(
  operation: Operation,
  sizes: SizeLookup,
  { seconds, blockedSeconds, corrected }: Times,
): ReportOperation {
  const { table, cost } = operation;
  const size = table === null ? null : sizes.sizeOf(table);
  // Contract: no seconds without rows, also where they hardly matter.
  const told = seconds === null || (size === null && cost !== "instant") ? null : rounded(seconds);
  return {
    table,
    kind: operation.kind,
    cost,
    rows: size?.rows ?? null,
    seconds: told,
    blocksReads: operation.blocksReads,
    blocksWrites: operation.blocksWrites,
    blockedSeconds: blockedSeconds === null ? null : rounded(blockedSeconds),
    lock: operation.lock,
    line: operation.line,
    note: operation.note,
    advice: operation.advice,
    basis:
      size === null || cost === "instant" || cost === "unknown"
        ? null
        : `${describeSize(size)}${describeWork(operation.work, sizes.sizeOf)}${corrected === null ? "" : describeObservations(corrected)}`,
    ...(corrected === null ? {} : { observed: { count: corrected.count, factor: corrected.factor } }),
  };
}
