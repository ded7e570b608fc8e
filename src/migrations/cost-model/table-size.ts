import type { TableFacts } from "../database-facts.js";
import { widthOfColumns } from "./column-width.js";

/** A table's size as far as the model needs it. */
export interface TableSize {
  readonly rows: number;
  readonly heapBytes: number;
  /** Table and indexes together. */
  readonly bytes: number;
  readonly indexes: number;
  /** Whether the rows lie in an index of their own (InnoDB). */
  readonly clustered: boolean;
  /** Factor by which what had to be assumed widens the interval; 1: everything is known. */
  readonly doubt: number;
  /** What had to be assumed, for people; null: nothing. */
  readonly assumed: string | null;
}

/** A row where neither bytes nor columns are known: between the narrow and the wide tables that were measured. */
export const assumedRowBytes = 150;
/** An entry of a B-tree with a pointer to its row. */
export const indexEntryBytes = 24;
/** Where the indexes are not known: a primary key and what most tables have besides. */
const assumedIndexes = 3;
const doubtOfWidth = 1.8;
const doubtOfIndexes = 1.5;
/** A table that has changed by so much since it was analysed is counted no better than this. */
const staleShare = 0.2;

/** The size of an empty table: what a deploy creates itself. */
export const emptyTable: TableSize = {
  rows: 0,
  heapBytes: 0,
  bytes: 0,
  indexes: 0,
  clustered: false,
  doubt: 1,
  assumed: null,
};

/** Null where the number of rows is not known: unknown is not zero. */
export function tableSize(facts: TableFacts): TableSize | null {
  const { rows } = facts;
  if (rows === null) return null;
  const knownIndexes = facts.indexes === null ? null : Object.keys(facts.indexes).length;
  const indexes = knownIndexes ?? assumedIndexes;
  const indexBytes = rows * indexes * indexEntryBytes;
  const width = facts.columns === null ? null : widthOfColumns(Object.values(facts.columns));
  const heapBytes = facts.heapBytes ?? heapOf(facts.bytes, indexBytes) ?? rows * (width ?? assumedRowBytes);
  const sizeKnown = facts.heapBytes !== null || facts.bytes !== null;
  const stale = isStale(facts);
  const assumptions = [
    ...(sizeKnown ? [] : [`rows of about ${width ?? assumedRowBytes} bytes`]),
    ...(knownIndexes === null ? [`${assumedIndexes} indexes`] : []),
  ];
  const staleness = stale ? 1 + (facts.changedSinceAnalysed ?? 0) / Math.max(rows, 1) : 1;
  return {
    rows,
    heapBytes,
    bytes: facts.bytes ?? heapBytes + indexBytes,
    indexes,
    clustered: facts.engine?.toLowerCase() === "innodb",
    doubt:
      (sizeKnown ? 1 : doubtOfWidth) * (knownIndexes === null ? doubtOfIndexes : 1) * Math.min(staleness, 4),
    assumed: assumptions.length === 0 ? null : `assuming ${assumptions.join(" and ")}`,
  };
}

/** Whether so much has changed since the table was analysed that its rows are hardly known. */
export function isStale({ rows, changedSinceAnalysed }: TableFacts): boolean {
  return (changedSinceAnalysed ?? 0) > (rows ?? 0) * staleShare;
}

function heapOf(bytes: number | null, indexBytes: number): number | null {
  return bytes === null ? null : Math.max(bytes - indexBytes, bytes / 2);
}
