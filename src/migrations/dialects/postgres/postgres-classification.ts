import type { DatabaseFacts } from "../../database-facts.js";
import type { Engine } from "../../engine.js";
import type { Operation } from "../../operation.js";
import type { MigrationStep, ReadMigration } from "../../read-migration.js";
import type { Classification } from "../dialect.js";
import { work, workOfHeldRows, type Context } from "./classify/context.js";
import { draft, type Draft } from "./classify/draft.js";
import { operationOf } from "./classify/operation-of.js";
import { Session } from "./classify/session.js";
import { sessionZone } from "./classify/session-zone.js";
import { judge } from "./classify/statements.js";
import { nameOf, type Node } from "./parser/ast.js";
import type { SqlParser } from "./parser/load-sql-parser.js";
import { readStatements, type ReadStatement } from "./reading/read-statements.js";
import { DeploySchema } from "./schema/deploy-schema.js";

/** Rows that are changed in no time, whatever the table. */
const fewRows = 1000;

/** One deploy's migrations on PostgreSQL, in the order in which they run. */
export class PostgresClassification implements Classification {
  readonly #context: Context;
  /** Of the migration's SQL, so far. */
  #statements = 0;

  constructor(engine: Engine, facts: DatabaseFacts | null, parser: SqlParser) {
    this.#context = {
      engine,
      parser,
      schema: new DeploySchema(facts, parser),
      session: new Session(),
      depth: 0,
      run: (sql, line, context) => this.#runInner(sql, line, context),
    };
  }

  get createdTables(): ReadonlySet<string> {
    return this.#context.schema.emptyTables;
  }

  classify(migration: ReadMigration): readonly Operation[] {
    const { session, schema } = this.#context;
    session.start(sessionZone(migration.format));
    this.#statements = 0;
    if (migration.inTransaction) session.begin(schema.snapshot());
    const operations = migration.steps.flatMap((step) => this.#step(step));
    session.end();
    return operations;
  }

  #step(step: MigrationStep): readonly Operation[] {
    const one = (draft: Draft): readonly Operation[] => [operationOf(draft, step.line, this.#context)];
    switch (step.kind) {
      case "sql":
        return this.#sql(step.sql, step.line);
      case "rows":
        return one(this.#rows(step));
      case "online-copy":
        return one(draft("online_copy", step.table, { because: step.tool }));
      case "unreadable":
        return one(draft("unparsed", null, { note: step.reason }));
      case "column-nullability":
      case "column-comment":
        return one(draft("statement.unknown", step.table, { because: "it is MySQL's" }));
    }
  }

  /** Where nobody tells how many rows it is, it may be as many as the table has. */
  #rows({ verb, table, note, rows }: Extract<MigrationStep, { kind: "rows" }>): Draft {
    if (table === null) return draft(`rows.${verb}`, null, { note });
    const kind = verb === "read" ? "scan" : verb;
    const all = this.#context.schema.rows(table);
    const share = rows === undefined || all === null || all === 0 ? 1 : Math.min(1, rows / all);
    const indexes = verb === "update" || verb === "insert" ? null : 0;
    const isFew = rows !== undefined && (rows <= fewRows || all === 0);
    const worked = isFew ? [] : [work(this.#context, kind, table, { indexes, share })];
    return draft(`rows.${verb}`, table, { note, work: worked });
  }

  #sql(sql: string, firstLine: number): readonly Operation[] {
    const operations: Operation[] = [];
    for (const statement of readStatements(sql, this.#context.parser)) {
      const line = firstLine + statement.line - 1;
      const isBlock = "node" in statement && nameOf(statement.node) === "DoStmt";
      // A block is one statement: what it locks stays locked to its end.
      const owns = isBlock && !this.#context.session.inTransaction;
      if (owns) this.#context.session.begin(this.#context.schema.snapshot());
      for (const each of this.#judge(statement, line, this.#context)) {
        operations.push({ ...operationOf(each, line, this.#context), statement: this.#statements });
      }
      this.#statements += 1;
      if (owns) this.#context.session.end();
    }
    return operations;
  }

  #runInner(sql: string, firstLine: number, context: Context): readonly Draft[] {
    const drafts: Draft[] = [];
    for (const statement of readStatements(sql, context.parser)) {
      const line = firstLine + statement.line - 1;
      for (const each of this.#judge(statement, line, context))
        drafts.push({ ...each, line: each.line ?? line });
    }
    return drafts;
  }

  #judge(statement: ReadStatement, line: number, context: Context): readonly Draft[] {
    switch (statement.kind) {
      case "statement":
        return judgeSafely(statement.node, statement.text, line, context);
      case "rows":
        return [this.#heldRows(statement.node, statement.rows)];
      case "opaque":
        return [draft("outside", null, { because: statement.reason })];
      case "unreadable":
        return [draft("unparsed", null, { because: statement.reason })];
    }
  }

  #heldRows(node: Node, rows: number | null): Draft {
    const table = Object.values(node as Record<string, { relation?: { relname?: string } }>)[0]?.relation
      ?.relname;
    const because = rows === null ? "a long list" : `${rows} rows`;
    const held = table === undefined || rows === null ? [] : workOfHeldRows(this.#context, table, rows);
    return draft("insert.values", table ?? null, { because, work: held });
  }
}

/** A tree that is too deep for JavaScript's stack is one more thing that cannot be read. */
function judgeSafely(node: Node, text: string, line: number, context: Context): readonly Draft[] {
  try {
    return judge(node, context, { text, line });
  } catch (error) {
    if (error instanceof RangeError) return [draft("unparsed", null, { because: "it is nested too deeply" })];
    throw error;
  }
}
