import type { SeenTable } from "../../migrations/rehearsal.js";
import type { MysqlCopy } from "./copy-tables.js";
import type { InnodbTable } from "./look.js";

type Sight = ReadonlyMap<string, InnodbTable>;

/** What became of production's tables between two looks, as far as they keep their names. */
export function compareSights(before: Sight, after: Sight, copy: MysqlCopy): readonly SeenTable[] {
  return [...copy.tables].flatMap(([table, isWhole]): readonly SeenTable[] => {
    const old = before.get(table);
    const now = after.get(table);
    if (old === undefined || now === undefined) return [];
    const built = [...now.indexes].filter((index) => !old.indexes.has(index)).length;
    const cost = now.id !== old.id ? "rewrite" : built > 0 ? "index" : "instant";
    return [
      {
        table,
        sizeName: table,
        cost,
        indexesBuilt: built,
        lock: null,
        // A table that keeps its id may have been read from end to end.
        isWhole: isWhole && cost !== "instant",
      },
    ];
  });
}
