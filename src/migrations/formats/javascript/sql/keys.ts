import type { Target } from "./target.js";

export interface ForeignKey {
  /** Null: the database chooses one. */
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly table: string;
  readonly references: readonly string[];
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
}

/** A foreign key, as CREATE TABLE and ADD take it. */
export function foreignKeySql(target: Target, key: ForeignKey): string {
  const references = key.references.length === 0 ? "" : ` (${target.names(key.references)})`;
  return [
    ...(key.name === null ? [] : [`CONSTRAINT ${target.name(key.name)}`]),
    `FOREIGN KEY (${target.names(key.columns)}) REFERENCES ${target.table(key.table)}${references}`,
    ...(key.onDelete === null ? [] : [`ON DELETE ${action(key.onDelete)}`]),
    ...(key.onUpdate === null ? [] : [`ON UPDATE ${action(key.onUpdate)}`]),
  ].join(" ");
}

const actions = new Set(["CASCADE", "RESTRICT", "NO ACTION", "SET NULL", "SET DEFAULT"]);

function action(text: string): string {
  const spelled = text.trim().toUpperCase().replaceAll("_", " ");
  return actions.has(spelled) ? spelled : "NO ACTION";
}

export interface Index {
  /** Null: the database chooses one. */
  readonly name: string | null;
  readonly table: string;
  /** Columns or expressions, as SQL. */
  readonly columns: readonly string[];
  readonly unique: boolean;
  readonly concurrently?: boolean;
  /** "gin", "FULLTEXT". */
  readonly using?: string | null;
  /** A partial index's condition, as SQL. */
  readonly where?: string | null;
}

/** MySQL's kinds of index that stand before the word. */
const kinds = new Set(["FULLTEXT", "SPATIAL"]);

export function indexSql(target: Target, index: Index): string {
  const { isPostgres } = target;
  const using = index.using ?? null;
  const kind = using !== null && kinds.has(using.toUpperCase()) ? using.toUpperCase() : null;
  const method = using === null || kind !== null || !/^\w+$/.test(using) ? null : using;
  return [
    "CREATE",
    ...(index.unique ? ["UNIQUE"] : []),
    ...(kind === null || isPostgres ? [] : [kind]),
    "INDEX",
    ...(isPostgres && index.concurrently === true ? ["CONCURRENTLY"] : []),
    ...(index.name === null
      ? isPostgres
        ? []
        : [target.name(`${index.table}_index`)]
      : [target.name(index.name)]),
    `ON ${target.table(index.table)}`,
    ...(isPostgres && method !== null ? [`USING ${method}`] : []),
    `(${index.columns.join(", ")})`,
    ...(!isPostgres && method !== null ? [`USING ${method}`] : []),
    ...(isPostgres && index.where !== null && index.where !== undefined ? [`WHERE ${index.where}`] : []),
  ].join(" ");
}

export function dropIndexSql(target: Target, table: string, name: string, flags = ""): string {
  if (!target.isPostgres) return `DROP INDEX ${target.name(name)} ON ${target.table(table)}`;
  const dot = table.lastIndexOf(".");
  const schema = dot === -1 ? "" : `${target.table(table.slice(0, dot))}.`;
  return `DROP INDEX ${flags}${schema}${target.name(name)}`;
}
