import type { Pin } from "./correlated-subquery.js";

/** One side of an equality that a join is made by. */
export interface JoinSide {
  /** Where it is nothing but a column: its name, in lower case, and that of its table in the query. */
  readonly column: { readonly of: string; readonly name: string } | null;
  /**
   * The tables, by their names in the query, whose columns it is made of; none: a constant, or a value from outside.
   * Null: that cannot be told.
   */
  readonly of: ReadonlySet<string> | null;
}

export type JoinEquality = readonly [JoinSide, JoinSide];

/** Tables that one query joins, by their names in it, in the order in which they stand. */
export interface Join {
  readonly names: readonly string[];
  /** What its conditions say that AND joins. */
  readonly equalities: readonly JoinEquality[];
  /** What cannot be read first. */
  readonly behind: ReadonlySet<string>;
}

interface Means {
  /** Whether the server makes a hash of a table, which finds what is equal without comparing every pair. */
  hashes(name: string): boolean;
  /** Whether an index of the table finds its rows by such columns. */
  isFoundByIndex(name: string, pinned: ReadonlyMap<string, Pin>): boolean;
  /** Whether there is no more than one row with these columns as they are. */
  isOneRow(name: string, columns: ReadonlySet<string>): boolean;
}

/** Whether it may tie tables: what is compared with a constant ties none, of whichever table it is. */
export function tiesTables([one, other]: JoinEquality): boolean {
  const isAside = (side: JoinSide, value: JoinSide): boolean => side.of === null && value.of?.size === 0;
  return !isAside(one, other) && !isAside(other, one);
}

/** With more tables not each of them is tried as the first. */
const mostOrders = 16;

/**
 * The tables of a join of which each row is compared with each that was joined before: nothing that is equal ties them
 * to those, or the server neither hashes nor has an index. In the order that needs fewest of them. What cannot be told
 * ties what it is compared with.
 */
export function comparedWithAll({ names: all, equalities, behind }: Join, means: Means): readonly string[] {
  const names = [...new Set(all)];
  const sides = equalities.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]);
  const ownSides = Map.groupBy(
    sides.filter(([{ of }]) => of?.size === 1),
    ([{ of }]) => [...(of ?? [])][0],
  );
  const first = names.filter((name) => !behind.has(name));
  const orders = (first.length > 0 ? first : names).slice(0, mostOrders).map((start) => {
    const joined = new Set([start]);
    const anew: string[] = [];
    const isFound = (name: string): boolean => {
      const own = ownSides.get(name) ?? [];
      if (own.some(([, value]) => value.of === null)) return true;
      const given = own.filter(([, { of }]) => [...(of ?? [])].every((one) => joined.has(one)));
      if (means.hashes(name) && given.some(([, { of }]) => of?.size !== 0)) return true;
      const pinned = new Map(
        given.flatMap(([{ column }, { of }]): [string, Pin][] =>
          column === null ? [] : [[column.name, of?.size === 0 ? "constant" : "outside"]],
        ),
      );
      if (means.isFoundByIndex(name, pinned)) return true;
      const constants = [...pinned].flatMap(([column, pin]) => (pin === "constant" ? [column] : []));
      return means.isOneRow(name, new Set(constants));
    };
    for (let waiting = names.filter((name) => name !== start); waiting.length > 0;) {
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
