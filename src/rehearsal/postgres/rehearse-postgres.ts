import { loadSqlParser } from "../../migrations/dialects/postgres/parser/load-sql-parser.js";
import type { NoRehearsal, Outcomes, Rehearsal, RehearsalRequest } from "../../migrations/rehearsal.js";
import { copyFromDump, readDump } from "./copy-from-dump.js";
import { copyFromFacts } from "./copy-from-facts.js";
import { extensionOfType, extensionsCreated, extensionsOfIndexes, loadExtensions } from "./extensions.js";
import { Mentions } from "./mentions.js";
import { numberedStatements } from "./numbered-statements.js";
import { rehearseMigration, type Stage } from "./rehearse-migration.js";
import { treatmentOf } from "./treatment.js";

/** Of PGlite; https://pglite.dev */
const version = 18;
/** A deploy has a few; reading the catalogue after each of more would take minutes. */
const mostStatements = 2_000;
const longestDump = 10_000_000;

/**
 * Runs PostgreSQL migrations on an empty copy of production's schema in PGlite, which is PostgreSQL in WebAssembly: it
 * sees neither files nor network of this machine. It is loaded only where a statement of a known table can be tried out.
 */
export async function rehearsePostgres(
  { engine, facts, schema, migrations }: RehearsalRequest,
  limitMs: number,
  empty?: Blob,
): Promise<Rehearsal | NoRehearsal | null> {
  const parser = await loadSqlParser();
  const read = migrations.map((migration) => numberedStatements(migration, parser));
  const nodes = read
    .flat()
    .flatMap((each) =>
      each.kind === "sql" && each.statement.kind === "statement" ? [each.statement.node] : [],
    );
  const toRun = nodes.filter((node) => treatmentOf(node).kind === "run");
  const mentions = new Mentions(toRun);
  const isKnown = schema !== null || (facts !== null && mentions.anyKnown(facts));
  if (!isKnown || toRun.length === 0) return null;
  if (schema !== null && schema.length > longestDump) return { reason: "the schema is larger than 10 MB" };
  if (nodes.length > mostStatements) return { reason: `the deploy has ${nodes.length} statements` };
  const dump = schema === null ? null : readDump(schema, parser);
  const extensions = await loadExtensions([
    ...extensionsCreated([...nodes, ...(dump ?? []).map(({ node }) => node)]),
    ...extensionsOfIndexes(nodes),
    ...Object.values(facts?.tables ?? {}).flatMap(({ columns }) =>
      Object.values(columns ?? {}).flatMap((type) => extensionOfType(type) ?? []),
    ),
  ]);
  const { PGlite } = await import("@electric-sql/pglite");
  const db = await PGlite.create({
    extensions,
    ...(empty === undefined ? {} : { loadDataDir: empty }),
  });
  const until = Date.now() + limitMs;
  try {
    await db.exec("set check_function_bodies = off");
    const copy =
      dump === null
        ? facts === null
          ? null
          : await copyFromFacts(db, facts, mentions)
        : await copyFromDump(db, dump, facts, until);
    if (copy === null) return { reason: "the schema could not be copied in time" };
    const stage: Stage = { db, copy, until, hasGaps: false };
    const outcomes: Outcomes[] = [];
    for (const statements of read) outcomes.push(await rehearseMigration(statements, stage));
    return {
      server: `PostgreSQL ${version}`,
      isSameVersion: engine.major === version,
      outcomes,
      facts: copy.facts,
    };
  } finally {
    await db.close();
  }
}
