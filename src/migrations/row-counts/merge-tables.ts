import type { TableFacts } from "../database-facts.js";
import { addUpSizes } from "./add-up-sizes.js";
import { emptyRecord } from "./record-of.js";

/** A table as it was found; `name` is without schema. */
export interface FoundTable {
  readonly name: string;
  readonly facts: TableFacts;
}

/**
 * One entry a name. Tables of one name in several schemas are most often tenants or shards, whose migrations run on
 * every one of them: their sizes add up, and what they differ in (columns, indexes ...) is not known. A view beside a
 * table of its name does not count. Every merge is said in `notes`.
 */
export function mergeTables(found: readonly FoundTable[]): {
  readonly tables: Readonly<Record<string, TableFacts>>;
  readonly notes: readonly string[];
} {
  const byName = Map.groupBy(found, ({ name }) => name);
  const tables = emptyRecord<TableFacts>();
  const notes: string[] = [];
  for (const [name, all] of byName) {
    const storing = all.filter(({ facts }) => facts.kind !== "view");
    const same = (storing.length > 0 ? storing : all).map(({ facts }) => facts);
    const [first, ...others] = same;
    if (first === undefined) continue;
    tables[name] = others.length === 0 ? first : merge(same, first);
    if (others.length > 0)
      notes.push(
        `${name} is in ${same.length} schemas: their sizes are added up; what they differ in is not known`,
      );
  }
  return { tables, notes };
}

function merge(all: readonly TableFacts[], first: TableFacts): TableFacts {
  const { rows, bytes, heapBytes, changedSinceAnalysed } = addUpSizes(all);
  const shared = <Key extends keyof TableFacts>(key: Key): TableFacts[Key] | null => {
    const text = canonical(first[key]);
    return all.every((facts) => canonical(facts[key]) === text) ? first[key] : null;
  };
  return {
    ...{ rows, bytes, heapBytes, changedSinceAnalysed },
    columns: shared("columns"),
    indexes: shared("indexes"),
    notNull: shared("notNull"),
    checks: shared("checks"),
    engine: shared("engine"),
    charset: shared("charset"),
    rowFormat: shared("rowFormat"),
    totalRowVersions: shared("totalRowVersions"),
    fulltextIndexes: shared("fulltextIndexes"),
    partialIndexes: shared("partialIndexes"),
    unusedIndexes: shared("unusedIndexes"),
    // Each of them has its own rows.
    correlations: null,
    kind: shared("kind"),
  };
}

/** Equal for equal values, whatever the order of an object's keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))
      : part,
  );
}
