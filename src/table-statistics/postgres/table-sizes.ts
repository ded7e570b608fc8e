import type { TableFacts } from "../../migrations/database-facts.js";
import { addUpSizes } from "../../migrations/row-counts/add-up-sizes.js";
import type { ExactSize } from "./exact-sizes.js";
import type { Descendants } from "./partitions.js";
import type { Relation } from "./relations.js";
import type { PostgresServer } from "./server.js";

export type TableSizes = Pick<TableFacts, "rows" | "bytes" | "heapBytes" | "changedSinceAnalysed">;

const unknown: TableSizes = { rows: null, bytes: null, heapBytes: null, changedSinceAnalysed: null };

/**
 * Each table's sizes by oid, those of a parent with all its partitions or heirs. Rows are those of the last ANALYZE or
 * VACUUM, or what the counters say since, whichever is more. A table that was never analysed has an unknown number of
 * rows, unless its file is empty.
 */
export function tableSizes(
  relations: readonly Relation[],
  exact: ReadonlyMap<string, ExactSize>,
  descendants: Descendants,
  server: PostgresServer,
): { readonly sizes: ReadonlyMap<string, TableSizes>; readonly notes: readonly string[] } {
  const own = new Map(relations.map((relation) => [relation.oid, ownSizes(relation, exact, server)]));
  const partitioned = new Set(relations.flatMap(({ oid, kind }) => (kind === "p" ? [oid] : [])));
  const sizes = new Map(own);
  const notes: string[] = [];
  for (const { oid, name } of relations) {
    const parts = [oid, ...descendants(oid)].filter((part) => !partitioned.has(part));
    if (parts.length === 1 && parts[0] === oid) continue;
    const { estimatedParts, ...sum } = addUpSizes(parts.map((part) => own.get(part) ?? unknown));
    sizes.set(oid, sum);
    if (estimatedParts > 0)
      notes.push(
        `${name}: ${estimatedParts} of ${parts.length} parts were never analysed, their rows are taken from their bytes`,
      );
  }
  return { sizes, notes };
}

function ownSizes(
  relation: Relation,
  exact: ReadonlyMap<string, ExactSize>,
  { blockSize, standby }: PostgresServer,
): TableSizes {
  const { oid, kind, reltuples, pages, toastPages, indexPages, live, changed, unlogged } = relation;
  if (kind === "v" || kind === "p") return unknown;
  if (kind === "f") return { ...unknown, rows: reltuples < 0 ? null : reltuples };
  // A standby has no rows of unlogged tables.
  if (standby && unlogged) return unknown;
  const analysed = reltuples > 0 || (reltuples === 0 && pages > 0);
  const size =
    exact.get(oid) ?? (analysed ? lastKnown(blockSize * (pages + toastPages), blockSize * indexPages) : null);
  const counted = standby ? null : live;
  return {
    rows: analysed
      ? Math.round(Math.max(reltuples, counted ?? 0))
      : exact.get(oid)?.heapBytes === 0
        ? 0
        : null,
    bytes: size?.bytes ?? null,
    heapBytes: size?.heapBytes ?? null,
    changedSinceAnalysed: standby ? null : changed,
  };
}

function lastKnown(heapBytes: number, indexBytes: number): ExactSize {
  return { heapBytes, bytes: heapBytes + indexBytes };
}
