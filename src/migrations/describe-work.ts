import type { TableSize } from "./cost-model/table-size.js";
import { countedRows } from "./describe-size.js";
import type { Work } from "./operation.js";

/** What besides the table's own size decides how long its work takes, for people; "" where nothing does. */
export function describeWork(work: readonly Work[], sizeOf: (table: string) => TableSize | null): string {
  return [
    ...new Set(
      work.flatMap((piece) => [...lookedUp(piece, sizeOf), ...readAnew(piece, sizeOf), ...ordered(piece)]),
    ),
  ]
    .map((said) => `, ${said}`)
    .join("");
}

function lookedUp({ lookedUpIn }: Work, sizeOf: (table: string) => TableSize | null): readonly string[] {
  if (lookedUpIn === undefined) return [];
  const other = sizeOf(lookedUpIn);
  const size = other === null ? "whose rows are not known" : countedRows(other.rows);
  return [`each row is looked up in ${lookedUpIn} (${size})`];
}

function readAnew(
  { table, forEachRowOf, byJoin }: Work,
  sizeOf: (table: string) => TableSize | null,
): readonly string[] {
  if (forEachRowOf === undefined) return [];
  const rows = sizeOf(table)?.rows;
  const size = rows === undefined ? "" : ` (${countedRows(rows)})`;
  if (byJoin === true) return [`each row of ${table}${size} is compared with each row of ${forEachRowOf}`];
  return [`all of ${table}${size} is read for each row of ${forEachRowOf}: no index finds them`];
}

const orders = { sorted: "rows lie in the index's order", mixed: "rows lie in another order" } as const;

function ordered({ order }: Work): readonly string[] {
  return order === undefined ? [] : [orders[order]];
}
