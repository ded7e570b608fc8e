import type { TableSize } from "./cost-model/table-size.js";

const units = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** "120,000,000 rows, 44.7 GB, 3 indexes": what an estimate rests on. */
export function describeSize({ rows, bytes, indexes, assumed }: TableSize): string {
  const facts = [countedRows(rows), ...(assumed === null ? [sized(bytes), counted(indexes, "index")] : [])];
  return assumed === null ? facts.join(", ") : `${facts.join(", ")}, ${assumed}`;
}

/** "1,200,000 rows" */
export function countedRows(rows: number): string {
  return counted(rows, "row");
}

function counted(number: number, noun: string): string {
  const plural = noun === "index" ? "indexes" : `${noun}s`;
  return `${Math.round(number).toLocaleString("en-US")} ${number === 1 ? noun : plural}`;
}

/** Decimal units, as cloud providers sell them. */
function sized(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), units.length - 1);
  const value = bytes / 1_000 ** power;
  return `${power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? "bytes"}`;
}
