import { parseEngine } from "../../migrations/engine.js";
import type {
  NoRehearsal,
  Outcome,
  Outcomes,
  Rehearsal,
  RehearsalRequest,
} from "../../migrations/rehearsal.js";
import { compareSights } from "./compare-sights.js";
import { copyTables, type MysqlCopy } from "./copy-tables.js";
import { look } from "./look.js";
import { numberedStatements, type NumberedStatement } from "./numbered-statements.js";
import { createScratchDatabase, type ScratchDatabase } from "./scratch-database.js";
import { treatmentOf } from "./treatment.js";
import { wouldFail } from "./would-fail.js";

interface Stage {
  readonly scratch: ScratchDatabase;
  readonly copy: MysqlCopy;
  readonly until: number;
  /** Something was left out that later statements may rest on. */
  hasGaps: boolean;
}

/**
 * Runs MySQL or MariaDB migrations on empty copies of production's tables, in a scratch database of the server that the
 * operator named for it. What reads the rows without building anything anew is not to be seen there.
 */
export async function rehearseMysql(
  { engine, facts, migrations }: RehearsalRequest,
  { url, limitMs }: { readonly url: string; readonly limitMs: number },
): Promise<Rehearsal | NoRehearsal | null> {
  const until = Date.now() + limitMs;
  const read = migrations.map((migration) => numberedStatements(migration, engine));
  const mentioned = new Set(
    read.flat().flatMap((each) => {
      const treatment = each?.isPlain === true ? treatmentOf(each.sql) : null;
      return treatment?.kind === "run" ? [...treatment.names] : [];
    }),
  );
  if (facts === null || !Object.keys(facts.tables).some((name) => mentioned.has(name))) return null;
  let scratch: ScratchDatabase;
  try {
    scratch = await createScratchDatabase(url);
  } catch (error) {
    // Its message may name hosts and accounts.
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    return { reason: `the server of REHEARSAL_URL cannot be used${code}` };
  }
  try {
    const server = parseEngine(
      /mariadb/i.test(scratch.version) ? `mariadb ${scratch.version}` : `mysql ${scratch.version}`,
    );
    if (server.family !== engine.family)
      return { reason: `REHEARSAL_URL is a server of ${server.family}, and production is ${engine.family}` };
    const copy = await copyTables(scratch, facts, mentioned);
    const stage: Stage = { scratch, copy, until, hasGaps: false };
    const outcomes: Outcomes[] = [];
    for (const statements of read) outcomes.push(await rehearseMigration(statements, stage));
    return {
      server: `${server.family === "mariadb" ? "MariaDB" : "MySQL"} ${server.major}.${server.minor ?? 0}`,
      isSameVersion: server.major === engine.major && server.minor === engine.minor,
      outcomes,
      facts: null,
    };
  } finally {
    await scratch.drop();
  }
}

async function rehearseMigration(
  statements: readonly (NumberedStatement | null)[],
  stage: Stage,
): Promise<Outcomes> {
  const outcomes = new Map<number, Outcome>();
  for (const statement of statements) {
    const outcome = statement === null ? null : await tryOut(statement, stage);
    if (statement === null || (outcome !== null && outcome.kind !== "seen")) stage.hasGaps = true;
    if (statement !== null && outcome !== null) outcomes.set(statement.number, outcome);
  }
  return outcomes;
}

/** Null: there is nothing to try out. */
async function tryOut({ sql, isPlain }: NumberedStatement, stage: Stage): Promise<Outcome | null> {
  const { scratch, copy, until, hasGaps } = stage;
  const no = (reason: string): Outcome => ({ kind: "not-rehearsed", reason });
  if (!isPlain) return no("what would be sent is not known in full");
  const treatment = treatmentOf(sql);
  if (treatment.kind === "keep") return null;
  if (treatment.kind === "leave") return no(treatment.reason);
  if (Date.now() > until) return no("it would take too long");
  const missing = [...treatment.names].find((name) => copy.missing.has(name));
  if (missing !== undefined) return no(`what is known of ${missing} is too little to copy it`);
  try {
    const before = await look(scratch);
    await scratch.run(sql);
    return { kind: "seen", tables: compareSights(before, await look(scratch), copy) };
  } catch (error) {
    const { message, errno } = told(error, scratch.name);
    return hasGaps || !wouldFail(errno, sql, copy)
      ? no(`the copy says that ${message}`)
      : { kind: "fails", message };
  }
}

function told(error: unknown, scratch: string): { readonly message: string; readonly errno: number | null } {
  if (!(error instanceof Error)) return { message: String(error), errno: null };
  const message = error.message.replaceAll(`${scratch}.`, "").replace(/\.?\s*$/, "");
  return { message, errno: "errno" in error && typeof error.errno === "number" ? error.errno : null };
}
