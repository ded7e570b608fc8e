import type { TableFacts } from "../database-facts.js";

type Sizes = Pick<TableFacts, "rows" | "bytes" | "heapBytes" | "changedSinceAnalysed">;

/** The sizes of several parts (partitions, shards, tenants' schemas) as one. */
export interface AddedSizes extends Sizes {
  /** How many parts were never analysed, so that their rows were taken from their bytes. */
  readonly estimatedParts: number;
}

/**
 * Adds up. A part whose rows are not known is taken to hold as many rows a byte as the others do: a small partition
 * is often never analysed (PostgreSQL does so after some 50 changes), and must not hide what the large ones hold.
 * Where its bytes are not known either, or no other part has rows, the sum is unknown.
 */
export function addUpSizes(parts: readonly Sizes[]): AddedSizes {
  const known = parts.filter(({ rows, heapBytes }) => rows !== null && heapBytes !== null);
  const knownRows = sum(known.map(({ rows }) => rows)) ?? 0;
  const knownBytes = sum(known.map(({ heapBytes }) => heapBytes)) ?? 0;
  const unknown = parts.filter(({ rows }) => rows === null);
  const rowsOf = ({ rows, heapBytes }: Sizes): number | null => {
    if (rows !== null || heapBytes === null) return rows;
    if (heapBytes === 0) return 0;
    return knownRows > 0 && knownBytes > 0 ? Math.round((heapBytes / knownBytes) * knownRows) : null;
  };
  const rows = sum(parts.map(rowsOf));
  return {
    rows,
    bytes: sum(parts.map(({ bytes }) => bytes)),
    heapBytes: sum(parts.map(({ heapBytes }) => heapBytes)),
    changedSinceAnalysed: sum(parts.map(({ changedSinceAnalysed }) => changedSinceAnalysed)),
    estimatedParts: rows === null ? 0 : unknown.length,
  };
}

function sum(values: readonly (number | null)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}
