import type { AlterClause } from "../statement/alter-clause.js";
import type { IndexDefinition } from "../statement/index-definition.js";
import { indexWork } from "./index-work.js";
import { isHashed } from "./is-hashed.js";
import { metadataOnly, type Plan, type PlanContext, rebuildOnline, rebuildShared } from "./plan.js";

/** A FULLTEXT index needs a document id: a column of that name, or a hidden one, which an earlier index left. */
function hasDocumentId({ table, clauses }: PlanContext): boolean {
  if (table.fulltext || table.column("FTS_DOC_ID") !== null) return true;
  return clauses.some(
    (clause) => clause.type === "add-column" && clause.column.name.toUpperCase() === "FTS_DOC_ID",
  );
}

export function planAddIndex(index: IndexDefinition, context: PlanContext): Plan {
  const { table } = context;
  const kind = index.kind === "primary" ? "add_primary_key" : "add_index";
  const build = (
    rule: Plan["rule"],
    lock: "NONE" | "SHARED",
    work = indexWork(index.columns, table),
  ): Plan => ({
    kind,
    rule,
    instant: false,
    inplace: { rebuild: false, builds: [work], lock },
  });
  switch (index.kind) {
    case "primary": {
      const replaces = context.clauses.some(({ type }) => type === "drop-primary-key");
      const rule = replaces ? "replace-primary-key" : "add-primary-key";
      return { kind, rule, instant: false, inplace: table.fulltext ? rebuildShared : rebuildOnline };
    }
    case "fulltext":
      return hasDocumentId(context)
        ? build("add-fulltext", "SHARED", "index-fulltext")
        : {
            kind,
            rule: "add-fulltext-first",
            instant: false,
            inplace: { ...rebuildShared, builds: ["index-fulltext"] },
          };
    case "spatial":
      return build("add-spatial", "SHARED");
    case "unique":
      if (isHashed(index, context))
        return { kind, rule: "add-unique-hash", instant: false, inplace: null, closedCopy: true };
      return build("add-index", "NONE");
    case "plain":
      return build("add-index", "NONE");
  }
}

/** Dropping the primary key alone copies the table; with a new one beside it the rebuild is in place. */
export function planDropPrimaryKey({ clauses, table }: PlanContext): Plan {
  const kind = "drop_primary_key";
  const replaced = clauses.some(
    (clause) =>
      (clause.type === "add-index" && clause.index.kind === "primary") ||
      (clause.type === "add-column" && clause.column.primaryKey),
  );
  if (!replaced) return { kind, rule: "drop-primary-key", instant: false, inplace: null };
  return {
    kind,
    rule: "replace-primary-key",
    instant: false,
    inplace: table.fulltext ? rebuildShared : rebuildOnline,
  };
}

type SmallIndexChange = Extract<AlterClause, { type: "drop-index" | "alter-index" | "rename-index" }>;

/** MariaDB renames and hides indexes with INSTANT; dropping one takes NOCOPY, MySQL does all of it INPLACE. */
export function planSmallIndexChange({ type }: SmallIndexChange, { can }: PlanContext): Plan {
  const kinds = {
    "drop-index": "drop_index",
    "rename-index": "rename_index",
    "alter-index": "alter_index",
  } as const;
  return {
    kind: kinds[type],
    rule: type,
    instant: can.mariadb && type !== "drop-index",
    inplace: metadataOnly,
  };
}
