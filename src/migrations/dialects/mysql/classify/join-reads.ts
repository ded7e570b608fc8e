import type { Work } from "../../../operation.js";
import { isFoundByIndex } from "../../correlated-subquery.js";
import { comparedWithAll, tiesTables, type JoinEquality, type JoinSide } from "../../join-order.js";
import type { Abilities } from "../plan/abilities.js";
import type { SchemaState } from "../schema/schema-state.js";
import type { Column, EqualSide } from "../statement/read-conditions.js";
import type { Select } from "../statement/read-subqueries.js";
import type { Reading } from "../statement/statement.js";

/**
 * How many times the scan of a row it takes to compare a pair of rows: 0.43 µs in an UPDATE of two tables on MariaDB
 * 10.11 (20,000 rows each, with nothing to find them by: 167 s), 0.07 to 0.1 µs in a SELECT, where a scan takes 0.2 µs.
 */
const pairInChange = 2;
const pairInQuery = 0.5;

/**
 * What joining tables takes besides reading each once: where neither an index nor a hash finds what belongs together,
 * each row of one is compared with each of the other.
 */
export function joinReads(
  { joins, tables }: Reading,
  schema: SchemaState,
  { can, changes }: { readonly can: Pick<Abilities, "hashesJoins">; readonly changes: boolean },
): readonly Work[] {
  return joins.flatMap((select) => {
    // Which columns NATURAL means cannot be told: they are taken for what ties them.
    if (select.isNatural) return [];
    const stored = new Map([...select.tables].filter(([, table]) => tables.includes(table)));
    const names = [...select.tables.keys(), ...select.madeNames];
    const equalities = select.equalities
      .map(([one, other]): JoinEquality => [sideOf(one, select, schema), sideOf(other, select, schema)])
      .filter(tiesTables);
    if (equalities.some(([one, other]) => one.of === null && other.of === null)) return [];
    const anew = comparedWithAll(
      { names, equalities, behind: select.behind },
      {
        hashes: (name) => can.hashesJoins || !stored.has(name),
        isFoundByIndex(name, pinned) {
          const { indexes, indexesKnown } = schema.table(stored.get(name) ?? "");
          const usable = [...indexes].filter(([, { unused }]) => !unused);
          return isFoundByIndex({ indexes: new Map(usable), indexesKnown }, pinned);
        },
        isOneRow(name, columns) {
          const { primaryKey, indexesKnown } = schema.table(stored.get(name) ?? "");
          const key = primaryKey ?? (indexesKnown ? [] : ["id"]);
          return key.length > 0 && key.every((column) => columns.has(column));
        },
      },
    );
    const outer = [...stored].filter(([name]) => !anew.includes(name)).map(([, table]) => table);
    return anew.flatMap((name): readonly Work[] => {
      const table = stored.get(name);
      if (table === undefined) return [];
      return [...new Set(outer)].map((one) => ({
        class: "scan",
        table: schema.table(table).origin,
        indexes: 0,
        share: 1,
        factor: changes ? pairInChange : pairInQuery,
        forEachRowOf: schema.table(one).origin,
        byJoin: true,
      }));
    });
  });
}

function sideOf({ column, value }: EqualSide, select: Select, schema: SchemaState): JoinSide {
  const all = value === "outside" ? [] : (value?.map((one) => tableOf(one, select, schema)) ?? [null]);
  const known = all.filter((name) => name !== null);
  if (known.length < all.length) return { column: null, of: null };
  const of = new Set(known.filter((name) => name !== ""));
  const [own] = of;
  return { column: column === null || own === undefined ? null : { of: own, name: column.column }, of };
}

/** The name of the table that a column is of; "": of none of them; null: it cannot be told. */
function tableOf({ qualifier, column }: Column, select: Select, schema: SchemaState): string | null {
  const { tables, madeNames } = select;
  if (qualifier !== null) return tables.has(qualifier) || madeNames.includes(qualifier) ? qualifier : null;
  const states = [...tables].map(([name, table]) => ({ name, state: schema.table(table) }));
  const having = states.filter(({ state }) => state.columns.has(column));
  const isNone = having.length === 0 && madeNames.length === 0;
  if (isNone && states.every(({ state }) => state.columnsKnown)) return "";
  return having.length === 1 ? (having[0]?.name ?? null) : null;
}
