import type { MigrationsOfDeploy, ReportMigration } from "../../checker/migration-report.js";
import type { MigrationRules } from "../../checker/rules.js";
import type { DatabaseFacts } from "../../migrations/database-facts.js";
import { engineMismatch } from "../../migrations/engine-mismatch.js";
import { RatesFileInvalid } from "../../migrations/cost-model/rates-file.js";
import { ratesOfFile } from "../../migrations/cost-model/rates-of-file.js";
import type { Rates } from "../../migrations/cost-model/rates.js";
import { parseEngine, type Engine } from "../../migrations/engine.js";
import { followImports } from "../../migrations/follow-imports.js";
import { isApplied } from "../../migrations/is-applied.js";
import { orderMigrations } from "../../migrations/order-migrations.js";
import { tablesToCount, withCounts } from "../../migrations/tables-to-count.js";
import { compileGlobs } from "../../policy/compile-globs.js";
import { withMissingParents } from "../alembic-parents.js";
import { grownMigrations } from "../grown-migrations.js";
import { migrationChanges } from "../migration-changes.js";
import type { CommitGraph } from "../ports/mirror.js";
import { type FactSource, FactNotAsked, type Gathering } from "./gathering.js";

const mostMistakes = 3;

/** A link to another repository, or what the mirror does not have: surely not empty. */
const notThere = { line: 1, reason: "git has no text of it" } as const;

/**
 * The migrations that the deploy brings, and what they cost at production's size. Row counts are asked for only where
 * there are migrations; those that production's own bookkeeping says were run already are left out.
 */
export const migrationsFact: FactSource<"migrations"> = {
  id: "migrations",
  source: "git and the row counts",
  changedBy: ["push", "production", "database", "policy"],
  async gather(gathering) {
    const { subject, sources, progress } = gathering;
    const rules = subject.rules.migrations;
    if (rules === null) throw new FactNotAsked("the policy has no migrations section");
    const [production, range] = await Promise.all([gathering.value("production"), gathering.value("range")]);
    const { added, changed, commits } = await migrationChanges(sources.graph, {
      head: subject.head,
      production: production.sha,
      base: range.base,
      isMigration: compileGlobs(rules.files),
    });
    const { failOver, warnOver, blockOver } = rules;
    const limits = { failOver, warnOver, blockOver };
    const nothing = {
      limits,
      engine: rules.engine,
      migrations: [],
      changed,
      applied: [],
      commits: {},
      blobs: {},
    };
    const blobsOfChanged = Object.fromEntries(
      changed.flatMap(({ path, blob }) => (blob === null ? [] : [[path, blob]])),
    );
    const grown = await grownMigrations(sources.graph, changed);
    const isGrown = new Set(grown.map(({ path }) => path));
    const told = changed.filter(({ path }) => !isGrown.has(path)).map(({ path, how }) => ({ path, how }));
    const total = added.length + grown.length;
    if (total === 0) return { ...nothing, changed: told, blobs: blobsOfChanged, rowCounts: null, notes: [] };

    progress({ step: "migrations", done: 0, total });
    const engine = parseEngine(rules.engine);
    const [texts, facts, schema, measured, observations] = await Promise.all([
      sources.graph.texts(added.map(({ blob }) => blob)),
      readFacts(gathering, rules),
      rules.schema === null ? null : sources.graph.fileAt(production.sha, rules.schema),
      readRates(sources.graph, production.sha, rules.rates, engine),
      sources.hosted?.store.migrationTimings(sources.hosted.repository.id, rules.engine) ?? [],
    ]);
    const files = await withMissingParents(
      sources.graph,
      subject.head,
      added.map(({ path, blob }) => {
        const text = texts.get(blob);
        return text === undefined ? { path, text: "", flaw: notThere } : { path, text };
      }),
    );
    const isRun = isApplied(facts?.appliedMigrations ?? [], files);
    const applied = files.filter((file) => isRun(file)).map(({ path }) => path);
    // Those that were run may be what ties the others together.
    const toRun = orderMigrations([...files, ...grown]).filter(({ path }) => !applied.includes(path));
    const estimate = (known: DatabaseFacts | null) =>
      followImports(
        (others) =>
          sources.migrationEstimator.estimate({
            files: toRun,
            others,
            engine,
            facts: known,
            tool: rules.tool,
            observations: observations.map(({ cost, expected, seconds }) => ({ cost, expected, seconds })),
            schema: schema?.text ?? null,
            ...(measured.rates === null ? {} : { rates: measured.rates }),
          }),
        async (path) => (await sources.graph.fileAt(subject.head, path))?.text ?? null,
      );
    const first = await estimate(facts);
    const counted = await countDoubtful(gathering, rules, first, facts);
    const estimates = counted.facts === null ? first : await estimate(counted.facts);
    progress({ step: "migrations", done: total, total });
    return {
      ...nothing,
      migrations: estimates
        // Of a file that has only grown older nothing runs.
        .filter(({ path, operations }) => operations.length > 0 || !isGrown.has(path))
        .map(({ changedParts: _, ...migration }) => migration),
      changed: [
        ...told,
        ...estimates.flatMap(({ path, changedParts: parts = [] }) =>
          parts.length === 0 ? [] : [{ path, how: "changed" as const, parts }],
        ),
      ],
      applied,
      commits,
      blobs: { ...blobsOfChanged, ...Object.fromEntries(added.map(({ path, blob }) => [path, blob])) },
      rowCounts: facts === null ? null : { source: rules.rowCounts ?? "file", takenAt: facts.takenAt },
      notes: [
        ...(facts === null ? [] : notesOn(facts, rules)),
        ...(rules.schema !== null && schema === null
          ? [`Production's code has no ${rules.schema}, which the policy names as its schema`]
          : []),
        ...measured.notes,
        ...counted.notes,
      ],
    } satisfies MigrationsOfDeploy;
  },
};

/** The facts with the rows of tables that had to be counted; null: none was. */
async function countDoubtful(
  { sources }: Gathering,
  { rowCounts, countRows }: MigrationRules,
  migrations: readonly ReportMigration[],
  facts: DatabaseFacts | null,
): Promise<{ readonly facts: DatabaseFacts | null; readonly notes: readonly string[] }> {
  const { tableStatistics, hosted } = sources;
  const tables = facts === null || countRows === null ? [] : tablesToCount(migrations, facts);
  if (facts === null || countRows === null || rowCounts === null) return { facts: null, notes: [] };
  if (tables.length === 0 || tableStatistics === null || hosted === null) return { facts: null, notes: [] };
  const { rows, notes } = await tableStatistics.count(rowCounts, hosted.repository, tables, countRows);
  const told = [...rows.keys()].map((table) => `${table} was counted, because its statistics are no use`);
  return { facts: rows.size === 0 ? null : withCounts(facts, rows), notes: [...told, ...notes] };
}

/** Without a file that can be read the default rates stand, whose intervals are wider. */
async function readRates(
  graph: CommitGraph,
  production: string,
  path: string | null,
  engine: Engine,
): Promise<{ readonly rates: Rates | null; readonly notes: readonly string[] }> {
  if (path === null) return { rates: null, notes: [] };
  const file = await graph.fileAt(production, path);
  if (file === null)
    return { rates: null, notes: [`Production's code has no ${path}, which the policy names as its rates`] };
  try {
    return { rates: ratesOfFile(file.text, engine), notes: [] };
  } catch (error) {
    if (!(error instanceof RatesFileInvalid)) throw error;
    const mistakes = error.mistakes.slice(0, mostMistakes).join("; ");
    return { rates: null, notes: [`${path} is not used, the usual rates are: ${mistakes}`] };
  }
}

async function readFacts({ sources }: Gathering, rules: MigrationRules): Promise<DatabaseFacts | null> {
  const { tableStatistics, hosted } = sources;
  if (tableStatistics === null) return null;
  const repository = hosted?.repository ?? { owner: "", name: "" };
  return rules.rowCounts === null && hosted !== null
    ? null
    : tableStatistics.read(rules.rowCounts ?? "file", repository);
}

function notesOn(facts: DatabaseFacts, rules: MigrationRules): readonly string[] {
  const mismatch = facts.engine === null ? null : engineMismatch(parseEngine(rules.engine), facts.engine);
  return [...(mismatch === null ? [] : [mismatch]), ...(facts.notes ?? [])];
}
