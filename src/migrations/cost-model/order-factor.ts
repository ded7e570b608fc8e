import type { RowOrder, Work, WorkClass } from "../operation.js";

/**
 * How many times the rates of its class an index takes where the order of the rows is known, by
 * `npm run bench -- scan-factors` (PostgreSQL 18): sorting what is sorted already takes half as long for numbers and a
 * third for text. The rates of numbers are fitted to both orders and stand between them, those of text to rows in no order.
 */
const factors: Readonly<Partial<Record<WorkClass, Readonly<Record<RowOrder, number>>>>> = {
  index: { sorted: 0.7, mixed: 1.4 },
  "index-text": { sorted: 0.35, mixed: 1 },
  "index-concurrently": { sorted: 0.7, mixed: 1.4 },
};

/** 1 where the order of the rows is not known, or does not matter. */
export function orderFactor({ class: name, order }: Pick<Work, "class" | "order">): number {
  return order === undefined ? 1 : (factors[name]?.[order] ?? 1);
}
