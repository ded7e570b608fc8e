import { isAtLeast, type Engine } from "../../../engine.js";
import type { Work, WorkClass } from "../../../operation.js";
import type { SqlParser } from "../parser/load-sql-parser.js";
import type { DeploySchema } from "../schema/deploy-schema.js";
import type { Draft } from "./draft.js";
import type { Session } from "./session.js";

/** What a statement is judged by, besides itself. */
export interface Context {
  readonly engine: Engine;
  readonly schema: DeploySchema;
  readonly session: Session;
  readonly parser: SqlParser;
  /** How many routines deep: a routine may call itself. */
  readonly depth: number;
  /** Reads and judges further SQL: a routine's body, the text of an EXECUTE. `line` is where it starts. */
  readonly run: (sql: string, line: number, context: Context) => readonly Draft[];
}

export function isSince(context: Context, major: number): boolean {
  return isAtLeast(context.engine, major);
}

/** Work on a table, under the name by which its size is known. */
export function work(
  context: Context,
  kind: WorkClass,
  table: string,
  { indexes = 0, share = 1, ...more }: Partial<Omit<Work, "class" | "table">> = {},
): Work {
  return { class: kind, table: context.schema.table(table).sizeName, indexes, share, ...more };
}

/** So many rows take no time that anybody would notice. */
const fewRows = 1000;

/** The work of rows that a statement itself holds: none where they are few. */
export function workOfHeldRows(context: Context, table: string, rows: number): readonly Work[] {
  if (rows <= fewRows) return [];
  const { indexes, indexesKnown } = context.schema.table(table);
  return [{ ...work(context, "insert", table, { indexes: indexesKnown ? indexes.size : null }), rows }];
}

/** What nobody else can see, nobody waits for: a temporary table, or one that the same transaction created. */
export function isPrivate(table: string, { schema, session }: Context): boolean {
  const { temporary, createdIn } = schema.table(table);
  return temporary || (createdIn !== null && createdIn === session.transaction);
}
