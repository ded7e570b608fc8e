import type { TableFacts } from "../../../database-facts.js";
import type { ColumnDefinition } from "../statement/column.js";
import { type ColumnType, parseColumnType } from "../statement/column-type.js";
import type { IndexDefinition } from "../statement/index-definition.js";

export interface ColumnState {
  readonly name: string;
  readonly type: ColumnType;
  /** Null: not known. */
  readonly nullable: boolean | null;
  /** `unknown` where only the type is known. */
  readonly generated: "virtual" | "stored" | "no" | "unknown";
  readonly autoIncrement: boolean | null;
}

export interface IndexState {
  readonly name: string;
  /** Lower-case column names. */
  readonly columns: readonly string[];
  readonly fulltext: boolean;
  /** No row is found with it by a column's value: FULLTEXT, SPATIAL, invisible, ignored. */
  readonly unused: boolean;
}

/** What is known of a table while a deploy's statements run; it changes with them. */
export class TableState {
  name: string;
  /** The name under which production's row count is found; a table of the deploy's own has one of its own. */
  readonly origin: string;
  /** Made by this deploy: nobody else uses it yet. */
  readonly created: boolean;
  readonly temporary: boolean;
  /** Lower-case: "innodb", "myisam"; null: not known, InnoDB is assumed. */
  engine: string | null;
  charset: string | null;
  /** Lower-case: "dynamic", "compressed", "redundant". */
  rowFormat: string | null;
  rowVersions: number | null;
  fulltext: boolean;
  /** By lower-case name. */
  readonly columns = new Map<string, ColumnState>();
  /** Whether these are all of the table's columns. */
  columnsKnown: boolean;
  readonly indexes = new Map<string, IndexState>();
  indexesKnown: boolean;

  constructor(name: string, origin: string, made: { created: boolean; temporary: boolean }) {
    this.name = name;
    this.origin = origin;
    this.created = made.created;
    this.temporary = made.temporary;
    this.engine = null;
    this.charset = null;
    this.rowFormat = null;
    this.rowVersions = made.created ? 0 : null;
    this.fulltext = false;
    this.columnsKnown = made.created;
    this.indexesKnown = made.created;
  }

  column(name: string): ColumnState | null {
    return this.columns.get(name.toLowerCase()) ?? null;
  }

  addColumn(definition: ColumnDefinition): void {
    const key = definition.name.toLowerCase();
    this.columns.set(key, {
      name: definition.name,
      type: definition.type,
      nullable: definition.nullable,
      generated: definition.generated ?? "no",
      autoIncrement: definition.autoIncrement,
    });
  }

  setNullable(name: string, nullable: boolean): void {
    const column = this.column(name);
    if (column !== null) this.columns.set(name.toLowerCase(), { ...column, nullable });
  }

  addIndex(index: IndexDefinition): void {
    const columns = index.columns.map((column) => column.toLowerCase());
    const name = index.name ?? columns[0] ?? "";
    const fulltext = index.kind === "fulltext";
    this.indexes.set(name.toLowerCase(), {
      name,
      columns,
      fulltext,
      unused: fulltext || index.kind === "spatial",
    });
    if (index.kind === "fulltext") this.fulltext = true;
  }

  dropIndex(name: string): void {
    this.indexes.delete(name.toLowerCase());
    if (this.indexesKnown) this.fulltext = [...this.indexes.values()].some(({ fulltext }) => fulltext);
  }

  /** The column disappears from the indexes too, and those of it alone with it. */
  dropColumn(name: string): void {
    const key = name.toLowerCase();
    this.columns.delete(key);
    for (const [index, state] of this.indexes) {
      const columns = state.columns.filter((column) => column !== key);
      if (columns.length === 0) this.indexes.delete(index);
      else this.indexes.set(index, { ...state, columns });
    }
  }

  renameColumn(from: string, to: string): void {
    const key = from.toLowerCase();
    const column = this.columns.get(key);
    if (column !== undefined) {
      this.columns.delete(key);
      this.columns.set(to.toLowerCase(), { ...column, name: to });
    }
    for (const [index, state] of this.indexes) {
      this.indexes.set(index, {
        ...state,
        columns: state.columns.map((one) => (one === key ? to.toLowerCase() : one)),
      });
    }
  }

  /** Whether an index has the column; null: the indexes are not known. */
  isIndexed(column: string): boolean | null {
    const key = column.toLowerCase();
    if ([...this.indexes.values()].some(({ columns }) => columns.includes(key))) return true;
    return this.indexesKnown ? false : null;
  }

  /** Whether an index begins with these columns; null: the indexes are not known. */
  hasIndexOn(columns: readonly string[]): boolean | null {
    const found = [...this.indexes.values()].some((index) =>
      columns.every((column, position) => index.columns[position] === column.toLowerCase()),
    );
    return found || (this.indexesKnown ? false : null);
  }

  get primaryKey(): readonly string[] | null {
    return this.indexes.get("primary")?.columns ?? null;
  }

  /** Secondary indexes; null: not known. InnoDB's primary key is the table itself. */
  get secondaryIndexes(): number | null {
    if (!this.indexesKnown) return null;
    return [...this.indexes.keys()].filter((name) => name !== "primary").length;
  }

  hasGenerated(kind: "virtual" | "stored"): boolean {
    return [...this.columns.values()].some(({ generated }) => generated === kind);
  }
}

/** What the statistics tell of a table; null: nothing. */
export function fromFacts(name: string, facts: TableFacts | null): TableState {
  const state = new TableState(name, name, { created: false, temporary: false });
  if (facts === null) return state;
  state.engine = facts.engine?.toLowerCase() ?? null;
  state.charset = facts.charset?.toLowerCase() ?? null;
  state.rowFormat = facts.rowFormat?.toLowerCase() ?? null;
  state.rowVersions = facts.totalRowVersions;
  state.fulltext = (facts.fulltextIndexes ?? []).length > 0;
  for (const [column, written] of Object.entries(facts.columns ?? {})) {
    const type = parseColumnType(written);
    const nullable =
      facts.notNull === null
        ? null
        : !facts.notNull.some((one) => one.toLowerCase() === column.toLowerCase());
    state.columns.set(column.toLowerCase(), {
      name: column,
      type,
      nullable,
      generated: type.generated ?? "unknown",
      autoIncrement: null,
    });
  }
  state.columnsKnown = facts.columns !== null;
  for (const [index, columns] of Object.entries(facts.indexes ?? {})) {
    const kind = (facts.fulltextIndexes ?? []).includes(index) ? "fulltext" : "plain";
    state.addIndex({ kind, name: index, columns });
  }
  for (const index of facts.unusedIndexes ?? []) {
    const known = state.indexes.get(index.toLowerCase());
    if (known !== undefined) state.indexes.set(index.toLowerCase(), { ...known, unused: true });
  }
  state.indexesKnown = facts.indexes !== null;
  return state;
}
