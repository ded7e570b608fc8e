import type { SeenTable } from "../../migrations/rehearsal.js";
import type { Copy } from "./copy.js";
import type { Relation } from "./look.js";

type Sight = ReadonlyMap<number, Relation>;

/** What became of production's tables between two looks. `locked` false: locks were not to be seen. */
export function compareSights(
  before: Sight,
  after: Sight,
  copy: Copy,
  locked: boolean,
): readonly SeenTable[] {
  const files = new Set([...before.values()].map(({ file }) => file));
  const indexes = Map.groupBy([...after.values()], ({ owner }) => owner);
  return [...before.values()].flatMap((old): readonly SeenTable[] => {
    const production = copy.tables.get(old.oid);
    const now = after.get(old.oid);
    if (production === undefined || now === undefined) return [];
    const own = indexes.get(old.oid) ?? [];
    const built = own.filter(({ kind, file }) => kind === "i" && !files.has(file));
    const isRewritten = now.file !== old.file;
    const isScanned = [now, ...own].some(({ oid, scans }) => scans > (before.get(oid)?.scans ?? 0));
    const isTouched = isRewritten || built.length > 0 || isScanned || now.lock !== null || !locked;
    if (!isTouched) return [];
    return [
      {
        table: old.name,
        sizeName: production.name,
        cost: isRewritten ? "rewrite" : built.length > 0 ? "index" : isScanned ? "scan" : "instant",
        indexesBuilt: built.length,
        lock: locked ? now.lock : null,
        isWhole: production.isWhole,
      },
    ];
  });
}
