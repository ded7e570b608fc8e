import type { Work } from "../../../operation.js";
import { isFoundByIndex } from "../../correlated-subquery.js";
import type { SchemaState } from "../schema/schema-state.js";
import type { Subquery } from "../statement/read-subqueries.js";
import type { Reading } from "../statement/statement.js";

/**
 * What `SET n = (SELECT COUNT(*) FROM b WHERE b.a_id = a.id)` takes besides reading each table once: the subquery runs
 * for each row, and finds its own by an index or reads the whole table every time. So do IN and EXISTS where the server
 * does not join them.
 * @see https://dev.mysql.com/doc/refman/8.4/en/correlated-subqueries.html
 */
export function correlatedReads(
  { names, subqueries }: Reading,
  schema: SchemaState,
  { joins }: { readonly joins: boolean },
): readonly Work[] {
  const [first] = names.values();
  const tables = new Set(names.values());
  return subqueries.flatMap((subquery): readonly Work[] => {
    if (joins && subquery.use !== "value") return [];
    const inside = [...subquery.tables].filter(([, table]) => tables.has(table));
    const named = [...subquery.outside].map((name) => names.get(name)).find((table) => table !== undefined);
    const outer = named ?? (subquery.use === "in" ? first : undefined);
    if (outer === undefined || inside.length === 0) return [];
    const { origin } = schema.table(outer);
    const found = inside.find((one) => isFound(subquery, one, schema));
    const scan = { class: "scan", indexes: 0, share: 1 } as const;
    return found === undefined
      ? inside.map(([, table]) => ({ ...scan, table: schema.table(table).origin, forEachRowOf: origin }))
      : [{ ...scan, table: origin, lookedUpIn: schema.table(found[1]).origin }];
  });
}

/** Whether an index of the table finds what the condition compares with the row outside. */
function isFound(
  { tables, pinned }: Subquery,
  [name, table]: readonly [string, string],
  schema: SchemaState,
): boolean {
  const own = pinned.filter(({ qualifier }) => (qualifier === null ? tables.size === 1 : qualifier === name));
  return isFoundByIndex(schema.table(table), new Map(own.map(({ column, to }) => [column, to])));
}
