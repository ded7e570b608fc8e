import type { Operation, Work } from "../../../operation.js";
import { adviceOn } from "../../correlated-subquery.js";
import { planRebuild } from "../plan/plan-option.js";
import { ruleById } from "../rules/mysql-rules.js";
import type { CreateTable, Reading, Statement } from "../statement/statement.js";
import { classifyAlter } from "./classify-alter.js";
import { classifyRows } from "./classify-rows.js";
import { correlatedReads } from "./correlated-reads.js";
import { joinReads } from "./join-reads.js";
import { operationOf } from "./operation-of.js";
import type { Surroundings } from "./surroundings.js";
import { unknownCalls, waitsOn } from "./unknown-calls.js";

function classifyCreate(create: CreateTable, line: number, { schema, can }: Surroundings): Operation {
  const { table, select } = create;
  const there = (create.ifNotExists && schema.has(table)) || schema.isProductions(table);
  const state = there ? schema.table(table) : schema.create(create);
  const shared = { kind: "create_table", table, line };
  const source = select?.tables[0];
  if (select === null || source === undefined) return operationOf(ruleById["create-table"], shared);
  schema.fill(table);
  const { origin } = schema.table(source);
  const anew = readsBesides(select, { schema, can });
  return operationOf(ruleById["create-table-select"], {
    ...shared,
    ...adviceOn(anew),
    ...waitsOn(select),
    alsoBlocks: select.tables
      .filter((one) => !schema.table(one).created)
      .map((one) => ({ table: one, reads: false, writes: true })),
    work: [{ class: "insert", table: origin, indexes: state.secondaryIndexes, share: 1 }, ...anew],
  });
}

type Maintain = Extract<Statement, { type: "maintain" }>;

/** OPTIMIZE, ANALYZE, CHECK, CHECKSUM and REPAIR TABLE, one operation a table. */
function classifyMaintenance(
  { action, tables, thorough }: Maintain,
  line: number,
  around: Surroundings,
): readonly Operation[] {
  const { schema, can } = around;
  return tables.map((table) => {
    const state = schema.table(table);
    const shared = { kind: `${action}_table`, table, line };
    const scan = { work: [{ class: "scan", table: state.origin, indexes: null, share: 1 }] } as const;
    switch (action) {
      case "optimize": {
        const plan = planRebuild("optimize_table", {
          can,
          table: state,
          foreignKeyChecks: true,
          clauses: [],
        });
        const other = state.engine !== null && state.engine !== "innodb";
        const open = plan.inplace?.lock === "NONE" && !other;
        const work = [
          {
            class: open ? "rewrite" : "copy",
            table: state.origin,
            indexes: state.secondaryIndexes,
            share: 1,
          },
        ] as const;
        return operationOf(ruleById[other ? "other-engine" : plan.rule], {
          ...shared,
          blocksWrites: !open && !state.created,
          lock: open ? "LOCK=NONE" : "LOCK=SHARED",
          work,
        });
      }
      case "analyze":
        return thorough
          ? operationOf(ruleById["read-table"], { ...shared, ...scan })
          : operationOf(ruleById.analyze, shared);
      case "repair": {
        const work = [
          { class: "copy", table: state.origin, indexes: state.secondaryIndexes, share: 1 },
        ] as const;
        return operationOf(ruleById["repair-table"], {
          ...shared,
          blocksReads: !state.created,
          blocksWrites: !state.created,
          work,
        });
      }
      default:
        return operationOf(ruleById["read-table"], { ...shared, ...scan });
    }
  });
}

function lockTables(
  statement: Extract<Statement, { type: "lock-tables" }>,
  line: number,
  around: Surroundings,
): readonly Operation[] {
  const { session, schema } = around;
  session.transaction = null;
  session.locked.clear();
  return statement.tables.map(({ table, write }) => {
    session.locked.set(table, write);
    const { created } = schema.table(table);
    return operationOf(ruleById["lock-tables"], {
      kind: "lock_tables",
      table,
      line,
      blocksReads: write && !created,
      blocksWrites: !created,
      lock: write ? "WRITE" : "READ",
    });
  });
}

/** DDL and LOCK TABLES commit what is open. https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html */
function commitsImplicitly({ type }: Statement): boolean {
  const kept: readonly Statement["type"][] = [
    "change-rows",
    "select",
    "set",
    "prepare",
    "execute",
    "nothing",
    "call",
    "other",
  ];
  return !kept.includes(type);
}

/** What a query takes besides reading each of its tables once. */
function readsBesides(
  reading: Reading,
  { schema, can }: Pick<Surroundings, "schema" | "can">,
): readonly Work[] {
  return [
    ...correlatedReads(reading, schema, { joins: true }),
    ...joinReads(reading, schema, { can, changes: false }),
  ];
}

/** What is read, and functions of which nothing is known: by SELECT, DO and SET. */
function classifyQuery(
  reading: Reading,
  line: number,
  around: Pick<Surroundings, "schema" | "can">,
): readonly Operation[] {
  const { schema } = around;
  const unknown = unknownCalls(reading);
  const [table = null] = reading.tables;
  if (table === null && unknown.cost === undefined) return [];
  const anew = readsBesides(reading, around);
  const scans = reading.tables.map(
    (one) => ({ class: "scan", table: schema.table(one).origin, indexes: 0, share: 1 }) as const,
  );
  const work = [...scans, ...anew];
  return [operationOf(ruleById.select, { ...adviceOn(anew), ...unknown, kind: "select", table, line, work })];
}

/** Operations of one statement; what it leaves behind is noted in its surroundings. */
export function classifyStatement(
  statement: Statement,
  line: number,
  around: Surroundings,
): readonly Operation[] {
  const { schema, session } = around;
  if (commitsImplicitly(statement)) session.transaction = null;
  switch (statement.type) {
    case "alter-table":
      return classifyAlter(statement.alter, line, around);
    case "create-table":
      return [classifyCreate(statement.create, line, around)];
    case "drop-table":
      return statement.tables.map((table) => {
        schema.drop(table);
        return operationOf(ruleById["drop-table"], { kind: "drop_table", table, line });
      });
    case "rename-table":
      return statement.pairs.map(([from, to]) => {
        schema.rename(from, to);
        return operationOf(ruleById["rename-table"], { kind: "rename_table", table: from, line });
      });
    case "truncate":
      return [operationOf(ruleById.truncate, { kind: "truncate", table: statement.table, line })];
    case "change-rows":
      if (!session.autocommit) session.transaction ??= around.nextTransaction();
      return classifyRows(statement.change, line, around).map((operation) => ({
        ...operation,
        transaction: session.transaction,
        heldUntil: session.transaction === null ? "statement" : "transaction",
      }));
    case "select":
      return classifyQuery(statement.reading, line, around);
    case "set":
      for (const variable of statement.variables) session.set(variable);
      return classifyQuery(statement.reading, line, around);
    case "begin":
      session.transaction = around.nextTransaction();
      return [];
    case "end":
    case "nothing":
      return [];
    case "lock-tables":
      return lockTables(statement, line, around);
    case "unlock-tables":
      session.locked.clear();
      return [];
    case "maintain":
      return classifyMaintenance(statement, line, around);
    case "prepare":
      session.prepared.set(statement.name, statement.sql);
      return [];
    case "execute": {
      const sql = session.prepared.get(statement.name) ?? null;
      if (sql !== null) return around.classifySql(sql, line);
      return [
        operationOf(ruleById.unknown, {
          kind: "execute",
          table: null,
          line,
          note: "The statement is put together while the migration runs: what it does cannot be told.",
        }),
      ];
    }
    case "call":
      return [
        operationOf(ruleById.unknown, {
          kind: "call",
          table: null,
          line,
          note: `What the procedure ${statement.name} does cannot be told.`,
        }),
      ];
    case "catalogue":
      return [operationOf(ruleById.catalogue, { kind: statement.kind, table: statement.table, line })];
    case "other": {
      const kind = /^\w+/.exec(statement.words)?.[0].toLowerCase() ?? "statement";
      return [operationOf(ruleById.unknown, { kind, table: null, line })];
    }
  }
}
