import type { DatabaseFacts, TableFacts } from "../../migrations/database-facts.js";
import { textOf, type Node } from "../../migrations/dialects/postgres/parser/ast.js";

const systemSchema = /^(?:pg_.*|information_schema)$/;

/** A name in a statement that may be that of a table or an index. */
interface Mention {
  readonly name: string;
  readonly schema: string | null;
  /** It stands where only a relation can stand. */
  readonly isRelation: boolean;
}

/** The names in statements that may be those of tables and indexes. */
export class Mentions {
  readonly #names = new Set<string>();
  readonly #schemas = new Map<string, string>();

  constructor(statements: readonly Node[]) {
    for (const { name, schema } of statements.flatMap((statement) => [...mentionsIn(statement)])) {
      this.#names.add(name);
      if (schema !== null && !systemSchema.test(schema) && !this.#schemas.has(name))
        this.#schemas.set(name, schema);
    }
  }

  concerns(table: string, { indexes }: TableFacts): boolean {
    return this.#names.has(table) || Object.keys(indexes ?? {}).some((index) => this.#names.has(index));
  }

  /** Null: it is named without one. */
  schemaOf(table: string): string | null {
    return this.#schemas.get(table) ?? null;
  }

  /** Whether the statistics tell the columns of a plain table that is mentioned. */
  anyKnown({ tables }: DatabaseFacts): boolean {
    return Object.entries(tables).some(
      ([name, table]) => table.kind === null && table.columns !== null && this.concerns(name, table),
    );
  }
}

/** The relations that a statement names. */
export function relationsNamed(statement: Node): readonly string[] {
  return [...mentionsIn(statement)].flatMap(({ name, isRelation }) => (isRelation ? [name] : []));
}

/** Without recursion: an expression may be thousands of levels deep. A relation is a node or a field of one. */
function* mentionsIn(statement: Node): Generator<Mention> {
  const waiting: unknown[] = [statement];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null) continue;
    const { relname, schemaname, sval, items } = next as Readonly<Record<string, unknown>>;
    if (typeof relname === "string")
      yield { name: relname, schema: typeof schemaname === "string" ? schemaname : null, isRelation: true };
    if (typeof sval === "string") yield { name: sval, schema: null, isRelation: false };
    if (Array.isArray(items) && items.length === 2) {
      const [schema, name] = (items as readonly Node[]).map(textOf);
      if (schema !== null && schema !== undefined && name !== null && name !== undefined)
        yield { name, schema, isRelation: false };
    }
    for (const value of Object.values(next)) if (typeof value === "object") waiting.push(value);
  }
}
