import { instantLimit } from "./instant-limit.js";
import { metadataOnly, type Plan, type PlanContext, rebuildOnline, rebuildShared } from "./plan.js";

const kind = "drop_column";

export function planDropColumn(name: string, context: PlanContext): Plan {
  const { can, table } = context;
  const column = table.column(name);
  const inplace = table.fulltext ? rebuildShared : rebuildOnline;
  const rebuild: Plan = { kind, rule: "drop-column-rebuild", instant: false, inplace };
  if (column?.generated === "virtual") {
    return { kind, rule: "drop-column-virtual", instant: can.instantMetadata, inplace: metadataOnly };
  }
  if (table.primaryKey?.includes(name.toLowerCase()) === true) {
    return { ...rebuild, rule: "drop-primary-key", inplace: null };
  }
  if (!can.instantDrop) return rebuild;
  const limit = instantLimit(context);
  if (limit !== null) return { ...rebuild, rule: limit };
  if (!can.mariadb && (table.isIndexed(name) === true || column?.generated === "stored")) {
    return {
      ...rebuild,
      note: "The column is stored for others or part of an index: the table is rebuilt in place.",
    };
  }
  return { ...rebuild, rule: "drop-column-instant", instant: true, otherwise: "drop-column-rebuild" };
}
