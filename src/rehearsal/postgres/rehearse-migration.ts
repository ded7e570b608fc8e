import type { PGlite } from "@electric-sql/pglite";
import type { Node } from "../../migrations/dialects/postgres/parser/ast.js";
import type { Outcome, Outcomes } from "../../migrations/rehearsal.js";
import { compareSights } from "./compare-sights.js";
import type { Copy } from "./copy.js";
import { look } from "./look.js";
import { relationsNamed } from "./mentions.js";
import type { Numbered } from "./numbered-statements.js";
import { serverError } from "./server-error.js";
import { treatmentOf } from "./treatment.js";
import { wouldFail } from "./would-fail.js";

/** What lasts from migration to migration. */
export interface Stage {
  readonly db: PGlite;
  readonly copy: Copy;
  /** The clock's reading at which it is over. */
  readonly until: number;
  /** Something was left out that later statements may rest on: that they fail says nothing any more. */
  hasGaps: boolean;
}

const cannotBeInTransaction = "25001";

/** Runs a migration's statements on the copy, each in a transaction of its own, so that its own locks are seen. */
export async function rehearseMigration(statements: readonly Numbered[], stage: Stage): Promise<Outcomes> {
  const outcomes = new Map<number, Outcome>();
  let settings: string[] = [];
  for (const each of statements) {
    if (
      each.kind === "unreadable" ||
      each.statement.kind === "unreadable" ||
      each.statement.kind === "opaque"
    ) {
      stage.hasGaps = true;
      continue;
    }
    const { number, statement } = each;
    if (statement.kind === "rows") continue;
    const treatment = treatmentOf(statement.node);
    if (treatment.kind === "keep") continue;
    if (treatment.kind === "end of transaction") settings = [];
    if (treatment.kind === "setting") settings = [...settings, statement.text];
    if (treatment.kind === "leave") {
      stage.hasGaps = true;
      outcomes.set(number, { kind: "not-rehearsed", reason: treatment.reason });
    }
    if (treatment.kind === "run") {
      const outcome = await tryOut(statement.node, statement.text, settings, stage);
      if (outcome.kind !== "seen") stage.hasGaps = true;
      outcomes.set(number, outcome);
    }
  }
  return outcomes;
}

async function tryOut(node: Node, sql: string, settings: readonly string[], stage: Stage): Promise<Outcome> {
  const { copy, until, hasGaps } = stage;
  if (Date.now() > until) return { kind: "not-rehearsed", reason: "it would take too long" };
  const missing = relationsNamed(node).find((name) => copy.missing.has(name));
  if (missing !== undefined)
    return { kind: "not-rehearsed", reason: `what is known of ${missing} is too little to copy it` };
  try {
    return { kind: "seen", tables: await runInTransaction(sql, settings, stage) };
  } catch (error) {
    const told = serverError(error);
    if (told.code === cannotBeInTransaction) return tryAlone(sql, stage);
    const message = told.message.replace(/\.?\s*$/, "");
    if (hasGaps || !wouldFail(told, node, copy))
      return { kind: "not-rehearsed", reason: `the copy says that ${message}` };
    return { kind: "fails", message };
  }
}

function runInTransaction(sql: string, settings: readonly string[], { db, copy }: Stage) {
  return db.transaction(async (transaction) => {
    for (const setting of settings) await transaction.exec(setting);
    const before = await look(transaction);
    await transaction.exec(sql);
    return compareSights(before, await look(transaction), copy, true);
  });
}

/** CREATE INDEX CONCURRENTLY and its like, whose locks are gone when they are done. */
async function tryAlone(sql: string, { db, copy }: Stage): Promise<Outcome> {
  try {
    const before = await look(db);
    await db.exec(sql);
    return { kind: "seen", tables: compareSights(before, await look(db), copy, false) };
  } catch (error) {
    return {
      kind: "not-rehearsed",
      reason: `the copy says that ${serverError(error).message.replace(/\.?\s*$/, "")}`,
    };
  }
}
