import type { DatabaseFacts, TableFacts } from "../../../database-facts.js";
import type { ColumnType } from "../column-types/column-type.js";
import type { SqlParser } from "../parser/load-sql-parser.js";
import { FactsReader } from "./facts-reader.js";
import { copyTable, type TableState } from "./table-state.js";

/** A user's own type: whether it is a domain whose values are constrained. */
export type UserType = "enum" | "other" | "free domain" | "constrained domain";

/** A routine of this deploy, which a later statement may call. */
export interface Routine {
  readonly language: string;
  readonly body: string;
  /** The CREATE FUNCTION statement itself, for PL/pgSQL's parser. */
  readonly statement: string;
  readonly line: number;
}

/** What ROLLBACK restores. */
export interface SchemaSnapshot {
  readonly tables: ReadonlyMap<string, TableState>;
  readonly dropped: ReadonlySet<string>;
  readonly types: ReadonlyMap<string, UserType>;
  readonly routines: ReadonlyMap<string, Routine>;
  readonly empty: ReadonlySet<string>;
}

/** The schema as the deploy's statements change it, over what the facts tell of production. */
export class DeploySchema {
  readonly #facts: DatabaseFacts | null;
  readonly #reader: FactsReader;
  #tables = new Map<string, TableState>();
  #dropped = new Set<string>();
  readonly #empty = new Set<string>();
  #types = new Map<string, UserType>();
  readonly #bases = new Map<string, ColumnType>();
  #routines = new Map<string, Routine>();

  constructor(facts: DatabaseFacts | null, parser: SqlParser) {
    this.#facts = facts;
    this.#reader = new FactsReader(parser);
  }

  /** Never null: of a table that nobody knows, nothing is known. */
  table(name: string): TableState {
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const facts = this.#dropped.has(name) ? null : this.#factsOf(name);
    const table = this.#reader.table(name, facts);
    this.#tables.set(name, table);
    return table;
  }

  /** Whether it surely exists: production has it, or the deploy made it. */
  exists(name: string): boolean {
    if (this.#dropped.has(name)) return false;
    return this.#tables.get(name)?.created === true || this.#factsOf(name) !== null;
  }

  set(name: string, table: TableState): void {
    this.#tables.set(name, table);
    this.#dropped.delete(name);
  }

  drop(name: string): void {
    this.#tables.delete(name);
    this.#dropped.add(name);
  }

  rename(from: string, to: string): void {
    const table = this.table(from);
    this.drop(from);
    this.set(to, table);
  }

  /** The table that an index belongs to; null where nobody tells. */
  tableOfIndex(index: string): string | null {
    const touched = [...this.#tables].find(([, table]) => table.indexes.has(index));
    if (touched !== undefined) return touched[0];
    const facts = Object.entries(this.#facts?.tables ?? {}).find(
      ([name, table]) =>
        !this.#tables.has(name) && !this.#dropped.has(name) && Object.hasOwn(table.indexes ?? {}, index),
    );
    return facts?.[0] ?? null;
  }

  /** Names of the tables that have a column of this user's type. */
  tablesWithType(type: string): readonly string[] {
    const names = new Set([...Object.keys(this.#facts?.tables ?? {}), ...this.#tables.keys()]);
    return [...names].filter(
      (name) =>
        !this.#dropped.has(name) &&
        [...this.table(name).columns.values()].some((column) => column.type?.name === type),
    );
  }

  /** Tables that inherit from this one, as far as this deploy has said it. */
  childrenOf(name: string): readonly string[] {
    return [...this.#tables].filter(([, { parents }]) => parents.has(name)).map(([child]) => child);
  }

  /** Tables whose foreign keys reference this one, as far as this deploy has said it. */
  referencing(name: string): readonly string[] {
    const references = ([, { foreignKeys }]: readonly [string, TableState]): boolean =>
      [...foreignKeys.values()].some((key) => key.references === name);
    return [...this.#tables].filter(references).map(([table]) => table);
  }

  /** Null: not known, neither from this deploy nor from production's domains. */
  userType(name: string): UserType | null {
    const own = this.#types.get(name);
    if (own !== undefined) return own;
    const domains = this.#facts?.domains ?? {};
    const definition = Object.hasOwn(domains, name) ? domains[name] : undefined;
    if (definition === undefined) return null;
    return this.#reader.isConstrained(definition) ? "constrained domain" : "free domain";
  }

  setUserType(name: string, type: UserType, base: ColumnType | null = null): void {
    this.#types.set(name, type);
    if (base !== null) this.#bases.set(name, base);
  }

  /** A domain's base type; any other type is its own. */
  baseType(type: ColumnType): ColumnType {
    const own = this.#bases.get(type.name);
    if (own !== undefined) return own;
    const domains = this.#facts?.domains ?? {};
    const definition = Object.hasOwn(domains, type.name) ? domains[type.name] : undefined;
    return (definition === undefined ? null : this.#reader.type(definition)) ?? type;
  }

  routine(name: string): Routine | null {
    return this.#routines.get(name) ?? null;
  }

  setRoutine(name: string, routine: Routine): void {
    this.#routines.set(name, routine);
  }

  /** Rows of a table as the statistics tell them; null: not known. */
  rows(name: string): number | null {
    const { sizeName } = this.table(name);
    return this.#empty.has(sizeName) ? 0 : (this.#factsOf(sizeName)?.rows ?? null);
  }

  /** Tables that this deploy has created and put no other table's rows into. */
  get emptyTables(): ReadonlySet<string> {
    return this.#empty;
  }

  /**
   * Takes up a table that the deploy creates. `filledFrom`: the table whose rows go into it. One that is made beside
   * production's of that name is in another schema, or temporary: names are known without schema, so production's counts.
   */
  create(name: string, table: TableState, filledFrom: string | null = null): void {
    const isProductions = !this.#dropped.has(name) && this.#factsOf(name) !== null;
    if (isProductions && this.#tables.get(name)?.created !== true) return;
    const sizeName = this.#freeSizeName(name);
    this.set(name, { ...table, sizeName });
    this.#empty.add(sizeName);
    if (filledFrom !== null) this.fill(name, filledFrom);
  }

  /** A new table must not be taken for production's that had its name and was renamed away. */
  #freeSizeName(name: string): string {
    const isUsed = [...this.#tables.values()].some((table) => table.sizeName === name && !table.created);
    return isUsed ? `${name} (new)` : name;
  }

  /** A new table that is given others' rows counts as large as the largest of them; one of unknown size is. */
  fill(name: string, source: string): void {
    const table = this.table(name);
    if (!table.created || name === source) return;
    const isFilled = !this.#empty.has(table.sizeName);
    if (isFilled && (this.rows(name) ?? Infinity) >= (this.rows(source) ?? Infinity)) return;
    this.#empty.delete(table.sizeName);
    this.set(name, { ...table, sizeName: this.table(source).sizeName });
  }

  #factsOf(name: string): TableFacts | null {
    const tables = this.#facts?.tables ?? {};
    return Object.hasOwn(tables, name) ? (tables[name] ?? null) : null;
  }

  snapshot(): SchemaSnapshot {
    return {
      tables: new Map([...this.#tables].map(([name, table]) => [name, copyTable(table)])),
      dropped: new Set(this.#dropped),
      types: new Map(this.#types),
      routines: new Map(this.#routines),
      empty: new Set(this.#empty),
    };
  }

  restore({ tables, dropped, types, routines, empty }: SchemaSnapshot): void {
    this.#tables = new Map([...tables].map(([name, table]) => [name, copyTable(table)]));
    this.#dropped = new Set(dropped);
    this.#types = new Map(types);
    this.#routines = new Map(routines);
    this.#empty.clear();
    for (const name of empty) this.#empty.add(name);
  }
}
