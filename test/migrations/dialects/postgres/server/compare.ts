import type pg from "pg";
import type { DatabaseFacts } from "../../../../../src/migrations/database-facts.js";
import type { Dialect } from "../../../../../src/migrations/dialects/dialect.js";
import type { Engine } from "../../../../../src/migrations/engine.js";
import type { Cost, Operation } from "../../../../../src/migrations/operation.js";
import { commonTables } from "./common-tables.js";
import { observe, observeAlone, prepare, type Observation } from "./observe.js";
import type { ServerCase } from "./server-case.js";
import { serverFacts } from "./server-facts.js";

/** What is wrong with what the dialect says of a statement, and by which rules it said it. */
export interface Comparison {
  readonly differences: readonly string[];
  readonly rules: readonly string[];
}

const order: readonly Cost[] = ["instant", "dml", "scan", "index", "rewrite", "unknown"];

/** Judges a statement with the facts, with the deploy's history and with nothing, and compares it with the server. */
export async function compare(
  each: ServerCase,
  {
    session,
    other,
    dialect,
    engine,
  }: { session: pg.Client; other: pg.Client; dialect: Dialect; engine: Engine },
): Promise<Comparison> {
  await prepare(session, each);
  const facts = await serverFacts(session);
  const seen =
    each.alone === true ? await observeAlone(session, other, each) : await observe(session, other, each);
  const judge = (known: DatabaseFacts | null, before: string): readonly Operation[] => {
    const classification = dialect.begin(engine, known);
    const run = (sql: string) =>
      classification.classify({
        format: "sql",
        inTransaction: false,
        steps: [{ kind: "sql", line: 1, sql }],
      });
    run(before);
    return run(`${each.before?.replace("local ", "") ?? ""};${each.statement}`);
  };
  const byHistory = judge(null, `${commonTables};${each.setup ?? ""}`);
  const byFacts = judge(facts, "");
  const byNothing = judge(null, "");
  return {
    rules: [...byHistory, ...byFacts, ...byNothing].map(({ rule }) => rule),
    differences: [
      ...differences("by its history", byHistory, seen, each),
      ...(each.history === true || engine.major < (each.factsSince ?? 0)
        ? []
        : differences("by the facts", byFacts, seen, each)),
      ...(each.doubtful !== true && order.indexOf(dearest(byNothing)) < order.indexOf(seen.cost)
        ? [`with nothing known: ${dearest(byNothing)}, in truth ${seen.cost}`]
        : []),
    ],
  };
}

function differences(
  label: string,
  operations: readonly Operation[],
  seen: Observation,
  each: ServerCase,
): readonly string[] {
  const found: string[] = [];
  const said = dearest(operations);
  // What VACUUM and ANALYZE read is not in the transaction's counters.
  const isCounted = !/^(?:vacuum|analyze)/.test(each.statement) || said !== "scan";
  if (said !== seen.cost && isCounted) found.push(`${said}, in truth ${seen.cost}`);
  for (const [table, blocked] of Object.entries(seen.blocked)) {
    const own = operations.filter((operation) => operation.table === table);
    const also = operations.flatMap(({ alsoBlocks }) => alsoBlocks).filter((other) => other.table === table);
    const reads = own.some(({ blocksReads }) => blocksReads) || also.some((other) => other.reads);
    const writes = own.some(({ blocksWrites }) => blocksWrites) || also.some((other) => other.writes);
    if (reads !== blocked.reads) found.push(`${table}: blocks reads ${reads}, in truth ${blocked.reads}`);
    if (blocked.writes !== null && writes !== blocked.writes)
      found.push(`${table}: blocks writes ${writes}, in truth ${blocked.writes}`);
  }
  for (const { table, lock } of operations) {
    const locks = table === null ? undefined : seen.locks[table];
    if (lock === null || locks === undefined) continue;
    if (!locks.includes(lock)) found.push(`${table}: lock ${lock}, in truth ${locks.join(", ") || "none"}`);
  }
  return found.map((difference) => `${label}: ${difference}`);
}

function dearest(operations: readonly Operation[]): Cost {
  return order[Math.max(0, ...operations.map(({ cost }) => order.indexOf(cost)))]!;
}
