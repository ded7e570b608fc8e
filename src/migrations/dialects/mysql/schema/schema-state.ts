import type { DatabaseFacts } from "../../../database-facts.js";
import type { CreateTable } from "../statement/statement.js";
import { fromFacts, TableState } from "./table-state.js";

/** The tables as a deploy's statements find them, one after the other. */
export class SchemaState {
  readonly #facts: DatabaseFacts | null;
  readonly #tables = new Map<string, TableState>();
  /** Names of production tables that this deploy dropped or renamed away. */
  readonly #gone = new Set<string>();
  /** Origins of the deploy's own tables, while they are empty. */
  readonly #empty = new Set<string>();

  constructor(facts: DatabaseFacts | null) {
    this.#facts = facts;
  }

  get createdTables(): ReadonlySet<string> {
    return this.#empty;
  }

  /** Whether the table is surely there already. */
  has(name: string): boolean {
    if (this.#tables.has(name)) return true;
    return !this.#gone.has(name) && this.#facts !== null && Object.hasOwn(this.#facts.tables, name);
  }

  /** Whether production's own table is meant by the name: one that is created beside it is in another database. */
  isProductions(name: string): boolean {
    if (this.#tables.get(name)?.created === true || this.#gone.has(name)) return false;
    return this.#facts !== null && Object.hasOwn(this.#facts.tables, name);
  }

  table(name: string): TableState {
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const facts = this.#gone.has(name) ? undefined : this.#facts?.tables[name];
    const state = fromFacts(name, facts ?? null);
    this.#tables.set(name, state);
    return state;
  }

  create(create: CreateTable): TableState {
    const { table: name } = create;
    const state = new TableState(name, this.#freeOrigin(name), {
      created: true,
      temporary: create.temporary,
    });
    const like = create.like === null ? null : this.table(create.like);
    state.engine = create.engine?.toLowerCase() ?? like?.engine ?? null;
    state.charset = create.charset ?? like?.charset ?? null;
    state.rowFormat = create.rowFormat?.toLowerCase() ?? like?.rowFormat ?? null;
    for (const column of create.columns) state.addColumn(column);
    for (const index of create.indexes) state.addIndex(index);
    if (like !== null) copyShape(like, state);
    if (create.select !== null) state.columnsKnown = false;
    this.#tables.set(name, state);
    this.#empty.add(state.origin);
    return state;
  }

  drop(name: string): void {
    const state = this.#tables.get(name);
    if (state !== undefined) this.#empty.delete(state.origin);
    this.#tables.delete(name);
    this.#gone.add(name);
  }

  rename(from: string, to: string): void {
    const state = this.table(from);
    this.#tables.delete(from);
    this.#gone.add(from);
    state.name = to;
    this.#tables.set(to, state);
  }

  /** The table holds rows now, and how many is not known. */
  fill(name: string): void {
    this.#empty.delete(this.table(name).origin);
  }

  /** A new table must not be taken for the production table whose name it got. */
  #freeOrigin(name: string): string {
    const used = [...this.#tables.values()].some(({ origin, created }) => origin === name && !created);
    return used ? `${name} (new)` : name;
  }
}

/** CREATE TABLE ... LIKE: columns and indexes, not rows. */
function copyShape(from: TableState, to: TableState): void {
  for (const [key, column] of from.columns) to.columns.set(key, column);
  for (const [key, index] of from.indexes) to.indexes.set(key, index);
  to.columnsKnown = from.columnsKnown;
  to.indexesKnown = from.indexesKnown;
  to.fulltext = from.fulltext;
}
