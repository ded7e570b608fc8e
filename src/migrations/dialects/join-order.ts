import type { Pin } from "./correlated-subquery.js";

/** One side of an equality that a join is made by. */
export interface JoinSide {
  /** Where it is nothing but a column: its name, in lower case, and that of its table in the query. */
  readonly column: { readonly of: string; readonly name: string } | null;
  /** The tables, by their names in the query, whose columns it is made of; none: a constant, or a value from outside. */
  readonly of: ReadonlySet<string>;
}

export type JoinEquality = readonly [JoinSide, JoinSide];

/** Tables that one query joins, by their names in it, in the order in which they stand. */
export interface Join {
  readonly names: readonly string[];
  /** What its conditions say that AND joins. */
  readonly equalities: readonly JoinEquality[];
}

interface Means {
  /** Whether the server makes a hash of a table, which finds what is equal without comparing every pair. */
  hashes(name: string): boolean;
  /** Whether an index of the table finds its rows by such columns. */
  isFoundByIndex(name: string, pinned: ReadonlyMap<string, Pin>): boolean;
}

/** With more tables not each of them is tried as the first. */
const mostOrders = 16;

/**
 * The tables of a join of which each row is compared with each that was joined before: nothing that is equal ties them
 * to those, or the server neither hashes nor has an index. In the order that needs fewest of them. What an index finds by
 * a constant is taken for a few rows.
 */
export function comparedWithAll({ names: all, equalities }: Join, means: Means): readonly string[] {
  const names = [...new Set(all)];
  const sides = equalities.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);
  const ownSides = Map.groupBy(
    sides.filter(([{ of }]) => of.size === 1),
    ([{ of }]) => [...of][0],
  );
  const orders = names.slice(0, mostOrders).map((first) => {
    const joined = new Set([first]);
    const anew: string[] = [];
    const isGiven = ({ of }: JoinSide): boolean => [...of].every((name) => joined.has(name));
    const isFound = (name: string): boolean => {
      const own = (ownSides.get(name) ?? []).filter(([, value]) => isGiven(value));
      if (means.hashes(name) && own.some(([, value]) => value.of.size > 0)) return true;
      const pinned = new Map(
        own.flatMap(([{ column }]) => (column ? [[column.name, "outside"] as const] : [])),
      );
      return pinned.size > 0 && means.isFoundByIndex(name, pinned);
    };
    for (let waiting = names.filter((name) => name !== first); waiting.length > 0;) {
      const found = waiting.find(isFound);
      const next = found ?? waiting[0] ?? "";
      if (found === undefined) anew.push(next);
      joined.add(next);
      waiting = waiting.filter((name) => name !== next);
    }
    return anew;
  });
  return orders.toSorted((one, other) => one.length - other.length)[0] ?? [];
}
