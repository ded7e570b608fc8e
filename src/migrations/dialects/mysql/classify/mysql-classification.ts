import type { Classification } from "../../dialect.js";
import type { DatabaseFacts } from "../../../database-facts.js";
import type { Engine } from "../../../engine.js";
import type { Operation, Work } from "../../../operation.js";
import type { MigrationStep, ReadMigration } from "../../../read-migration.js";
import { abilitiesOf } from "../plan/abilities.js";
import { ruleById } from "../rules/mysql-rules.js";
import { SchemaState } from "../schema/schema-state.js";
import { splitScript } from "../script/split-script.js";
import type { AlterClause } from "../statement/alter-clause.js";
import { readStatement } from "../statement/read-statement.js";
import { readUnknownToGrammar } from "../statement/read-unknown-to-grammar.js";
import type { Statement } from "../statement/statement.js";
import type { StatementParser } from "../syntax/parse-statement.js";
import { classifyStatement } from "./classify-statement.js";
import { operationOf } from "./operation-of.js";
import { Session } from "./session.js";
import type { Surroundings } from "./surroundings.js";

function unparsed(line: number, reason: string): Operation {
  return operationOf(ruleById.unparsed, {
    kind: "unparsed",
    table: null,
    line,
    note: `This statement could not be read: ${reason}.`,
  });
}

/** PREPARE inside of what PREPARE prepared is no SQL; this only ends a script that holds itself. */
const deepest = 3;

/** So many rows take no time that anybody would notice. */
const fewRows = 1000;

/** Classifies one deploy's migrations, one after the other. */
export class MysqlClassification implements Classification {
  readonly #parser: StatementParser;
  readonly #engine: Engine;
  readonly #schema: SchemaState;
  #session = new Session();
  #transactions = 0;
  #depth = 0;
  /** Of the migration's SQL, so far: what PREPARE prepares is part of the statement that runs it. */
  #statements = 0;

  constructor(parser: StatementParser, engine: Engine, facts: DatabaseFacts | null) {
    this.#parser = parser;
    this.#engine = engine;
    this.#schema = new SchemaState(facts);
  }

  get createdTables(): ReadonlySet<string> {
    return this.#schema.createdTables;
  }

  classify(migration: ReadMigration): readonly Operation[] {
    this.#session = new Session();
    this.#statements = 0;
    // DDL commits implicitly, so a tool's transaction around the file only holds the locks of changed rows.
    if (migration.inTransaction) this.#session.transaction = this.#nextTransaction();
    return migration.steps.flatMap((step) => this.#classifyStep(step));
  }

  #nextTransaction(): number {
    this.#transactions += 1;
    return this.#transactions;
  }

  #classifyStep(step: MigrationStep): readonly Operation[] {
    switch (step.kind) {
      case "sql":
        return this.#classifySql(step.sql, step.line, step.keepsNullability === true);
      case "rows":
        return [this.#classifyRows(step)];
      case "column-nullability":
        return this.#restate(step, {
          type: "column-nullability",
          name: step.column,
          nullable: !step.notNull,
        });
      case "column-comment":
        return this.#restate(step, { type: "column-comment", name: step.column });
      case "online-copy": {
        const { origin, secondaryIndexes } = this.#schema.table(step.table);
        const inner = this.#classifySql(step.sql, step.line);
        const kind = inner[0]?.kind ?? "online_copy";
        const work = [{ class: "online-copy", table: origin, indexes: secondaryIndexes, share: 1 }] as const;
        const note = `${step.tool} copies the table in the background while reads and writes go on; the names are exchanged at the end.`;
        return [
          operationOf(ruleById["online-copy"], {
            kind: kind === "unparsed" ? "online_copy" : kind,
            table: step.table,
            line: step.line,
            note,
            work,
          }),
        ];
      }
      case "unreadable":
        return [unparsed(step.line, step.reason.replace(/\.$/, ""))];
    }
  }

  #restate(
    { table, line }: { readonly table: string; readonly line: number },
    clause: AlterClause,
  ): readonly Operation[] {
    const alter = { table, clauses: [clause], algorithm: "default", lock: "default" } as const;
    return classifyStatement({ type: "alter-table", alter }, line, this.#around(false)).map((operation) =>
      this.#underLock(operation),
    );
  }

  #classifyRows({ verb, table, line, note, rows }: Extract<MigrationStep, { kind: "rows" }>): Operation {
    const state = table === null ? null : this.#schema.table(table);
    const few = rows !== undefined && rows <= fewRows;
    const kind = verb === "read" ? "scan" : verb;
    const indexes = verb === "read" ? 0 : (state?.secondaryIndexes ?? null);
    const work: readonly Work[] =
      state === null || few ? [] : [{ class: kind, table: state.origin, indexes, share: 1 }];
    if (verb === "read") return operationOf(ruleById.select, { kind: "select", table, line, note, work });
    const { transaction } = this.#session;
    const heldUntil = transaction === null ? "statement" : "transaction";
    const shared = {
      kind: verb,
      table,
      line,
      note,
      lock: "row locks",
      transaction,
      heldUntil,
      work,
    } as const;
    return operationOf(ruleById[few ? "insert-values" : "change-rows-by-code"], shared);
  }

  #classifySql(sql: string, firstLine: number, keepsNullability = false): readonly Operation[] {
    if (this.#depth >= deepest) return [unparsed(firstLine, "it prepares itself")];
    this.#depth += 1;
    try {
      const operations: Operation[] = [];
      for (const { text, line } of splitScript(sql, this.#engine)) {
        const own = this.#classifyStatement(text, firstLine + line - 1, keepsNullability);
        if (this.#depth > 1) {
          operations.push(...own);
          continue;
        }
        operations.push(...own.map((operation) => ({ ...operation, statement: this.#statements })));
        this.#statements += 1;
      }
      return operations;
    } finally {
      this.#depth -= 1;
    }
  }

  #classifyStatement(text: string, line: number, keepsNullability: boolean): readonly Operation[] {
    let statement: Statement;
    try {
      statement = this.#read(text);
    } catch (error) {
      return [unparsed(line, error instanceof Error ? error.message : "it is no SQL")];
    }
    return classifyStatement(statement, line, this.#around(keepsNullability)).map((operation) =>
      this.#underLock(operation),
    );
  }

  #around(keepsNullability: boolean): Surroundings {
    return {
      schema: this.#schema,
      session: this.#session,
      can: abilitiesOf(this.#engine),
      keepsNullability,
      classifySql: (sql, at) => this.#classifySql(sql, at),
      nextTransaction: () => this.#nextTransaction(),
    };
  }

  #read(text: string): Statement {
    const words = this.#parser.firstWords(text);
    const known = this.#engine.family === "mariadb" ? readUnknownToGrammar(words) : null;
    return known ?? readStatement(this.#parser.parse(text));
  }

  /** Between LOCK TABLES and UNLOCK TABLES everybody waits, whatever the statement itself would ask. */
  #underLock(operation: Operation): Operation {
    const write = operation.table === null ? undefined : this.#session.locked.get(operation.table);
    if (write === undefined || operation.kind === "lock_tables") return operation;
    return { ...operation, blocksReads: operation.blocksReads || write, blocksWrites: true };
  }
}
