import type { TableFacts } from "../../../database-facts.js";
import { columnType, type ColumnType } from "../column-types/column-type.js";
import { columnsNamed } from "../expressions/columns-named.js";
import { as, type Node } from "../parser/ast.js";
import { SqlSyntaxError, type SqlParser } from "../parser/load-sql-parser.js";
import {
  unknownTable,
  type CheckState,
  type ColumnState,
  type IndexState,
  type TableState,
} from "./table-state.js";

/** Reads what the facts spell as SQL: types, expressions, domains. What cannot be read counts as not known. */
export class FactsReader {
  readonly #parser: SqlParser;
  readonly #types = new Map<string, ColumnType | null>();

  constructor(parser: SqlParser) {
    this.#parser = parser;
  }

  table(name: string, facts: TableFacts | null): TableState {
    const notNull = facts?.notNull ?? null;
    const types = new Map(Object.entries(facts?.columns ?? {}));
    const columns = [...new Set([...types.keys(), ...(notNull ?? [])])].map((column) => {
      const spelled = types.get(column);
      const type = spelled === undefined ? null : this.type(spelled);
      const correlation = facts?.correlations?.[column] ?? null;
      return [column, { type, notNull: notNull?.includes(column) ?? null, correlation }] as const;
    });
    const indexes = Object.entries(facts?.indexes ?? {}).map(
      ([index, keys]) => [index, this.#index(name, index, keys, facts)] as const,
    );
    const checks = Object.entries(facts?.checks ?? {}).map(
      ([check, { expr, validated }]) => [check, this.#check(expr, validated)] as const,
    );
    return {
      ...unknownTable(name),
      kind: facts?.kind ?? null,
      columns: new Map<string, ColumnState>(columns),
      columnsKnown: facts !== null && facts.columns !== null,
      indexes: new Map<string, IndexState>(indexes),
      indexesKnown: facts !== null && facts.indexes !== null,
      checks: new Map<string, CheckState>(checks),
    };
  }

  type(spelled: string): ColumnType | null {
    const known = this.#types.get(spelled);
    if (known !== undefined) return known;
    const command = this.#alterTable(`add column c ${spelled}`);
    const typeName = as(command?.def, "ColumnDef")?.typeName;
    const type = typeName === undefined ? null : columnType(typeName);
    this.#types.set(spelled, type);
    return type;
  }

  /** Whether a domain's definition ("int check (value > 0)", "text not null") constrains its values. */
  isConstrained(definition: string): boolean {
    const column = as(this.#alterTable(`add column c ${definition}`)?.def, "ColumnDef");
    if (column === null) return true;
    return (column.constraints ?? []).some((node) =>
      ["CONSTR_CHECK", "CONSTR_NOTNULL"].includes(as(node, "Constraint")?.contype ?? ""),
    );
  }

  #check(expr: string, validated: boolean): CheckState {
    const definition = /^\s*check\s*\(/i.test(expr) ? expr : `check (${expr})`;
    return {
      expression: as(this.#alterTable(`add ${definition}`)?.def, "Constraint")?.raw_expr ?? null,
      validated,
    };
  }

  /** Unique by PostgreSQL's own names for the indexes of constraints: table_pkey, table_column_key. */
  #index(table: string, name: string, keys: readonly string[], facts: TableFacts | null): IndexState {
    const condition = facts?.partialIndexes?.[name];
    const mentions = keys
      .filter((key) => !/^[a-z_][a-z0-9_]*$/.test(key))
      .concat(condition ?? [])
      .flatMap((expression) => [...this.#columnsOf(expression)]);
    const unused = facts?.unusedIndexes?.includes(name) ?? false;
    const unique = name === `${table}_pkey` || (name.startsWith(`${table}_`) && name.endsWith("_key"));
    return {
      columns: keys,
      mentions: new Set(mentions),
      unique: (unique && condition === undefined && !unused) || null,
      partial: condition !== undefined,
      unused,
    };
  }

  #columnsOf(key: string): ReadonlySet<string> {
    const [node] = this.#statements(`select (${key})`);
    return columnsNamed(as(node, "SelectStmt")?.targetList);
  }

  /** The one command of an ALTER TABLE; null where the text is anything else. */
  #alterTable(command: string): NonNullable<ReturnType<typeof onlyCommand>> | null {
    return onlyCommand(this.#statements(`alter table t ${command}`));
  }

  #statements(sql: string): readonly Node[] {
    try {
      return this.#parser.statements(sql);
    } catch (error) {
      if (error instanceof SqlSyntaxError) return [];
      throw error;
    }
  }
}

function onlyCommand(statements: readonly Node[]) {
  const [statement, ...more] = statements;
  const [command, ...others] = as(statement, "AlterTableStmt")?.cmds ?? [];
  return more.length > 0 || others.length > 0 ? null : as(command, "AlterTableCmd");
}
