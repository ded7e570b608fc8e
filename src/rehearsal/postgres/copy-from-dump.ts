import type { PGlite } from "@electric-sql/pglite";
import type { DatabaseFacts } from "../../migrations/database-facts.js";
import { nameOf, type Node } from "../../migrations/dialects/postgres/parser/ast.js";
import type { SqlParser } from "../../migrations/dialects/postgres/parser/load-sql-parser.js";
import { readStatements } from "../../migrations/dialects/postgres/reading/read-statements.js";
import type { Copy } from "./copy.js";
import { look } from "./look.js";
import { relationsNamed } from "./mentions.js";
import { readStructure } from "./read-structure.js";
import { treatmentOf } from "./treatment.js";

export interface DumpStatement {
  readonly node: Node;
  readonly text: string;
}

/** The statements of a schema dump (`pg_dump --schema-only`, Rails' structure.sql) that make something. */
export function readDump(text: string, parser: SqlParser): readonly DumpStatement[] {
  return [...readStatements(text, parser)].flatMap((statement) =>
    statement.kind === "statement" &&
    nameOf(statement.node) !== "VariableSetStmt" &&
    treatmentOf(statement.node).kind === "run"
      ? [{ node: statement.node, text: statement.text }]
      : [],
  );
}

/** Runs the dump; null: it takes too long. What fails in it is missing from the copy, which is then not complete. */
export async function copyFromDump(
  db: PGlite,
  dump: readonly DumpStatement[],
  facts: DatabaseFacts | null,
  until: number,
): Promise<Copy | null> {
  const failed: string[] = [];
  let isComplete = true;
  for (const { node, text } of dump) {
    if (Date.now() > until) return null;
    try {
      await db.exec(text);
    } catch {
      isComplete = false;
      failed.push(...relationsNamed(node));
    }
  }
  const relations = [...(await look(db)).values()].filter(({ kind }) => kind !== "i");
  const damaged = new Set(failed);
  const present = new Set(relations.map(({ name }) => name));
  return {
    tables: new Map(relations.map(({ oid, name }) => [oid, { name, isWhole: !damaged.has(name) }] as const)),
    missing: new Set(failed.filter((name) => !present.has(name))),
    isComplete,
    fromDump: isComplete,
    facts: await readStructure(db, facts),
  };
}
