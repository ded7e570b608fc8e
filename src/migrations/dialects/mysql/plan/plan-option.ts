import type { AlterClause } from "../statement/alter-clause.js";
import { metadataOnly, type Plan, type PlanContext, rebuildOnline, rebuildShared } from "./plan.js";

type Option = Extract<AlterClause, { type: "option" }>;

const rebuilding: Readonly<Record<string, string>> = {
  ROW_FORMAT: "change_row_format",
  KEY_BLOCK_SIZE: "change_row_format",
  PAGE_COMPRESSED: "change_row_format",
};

const copying = new Set(["ENCRYPTION", "TABLESPACE", "STORAGE", "UNION"]);

const kinds: Readonly<Record<string, string>> = {
  CHARSET: "set_default_charset",
  COLLATE: "set_default_charset",
  COMMENT: "comment_table",
  AUTO_INCREMENT: "set_auto_increment",
};

/** FORCE and ENGINE=InnoDB of an InnoDB table. */
export function planRebuild(kind: string, { can, table }: PlanContext): Plan {
  if (!table.fulltext) return { kind, rule: "rebuild-table", instant: false, inplace: rebuildOnline };
  return { kind, rule: "rebuild-fulltext", instant: false, inplace: can.mariadb ? rebuildShared : null };
}

export function planOption({ name, value }: Option, context: PlanContext): Plan {
  const { can, table } = context;
  if (name === "ENGINE") {
    const same = value.toLowerCase() === (table.engine ?? "innodb");
    if (same && value.toLowerCase() === "innodb") return planRebuild("rebuild_table", context);
    return { kind: "change_engine", rule: "change-engine", instant: false, inplace: null, closedCopy: true };
  }
  const rebuild = rebuilding[name];
  if (rebuild !== undefined) {
    return {
      kind: rebuild,
      rule: "row-format",
      instant: false,
      inplace: table.fulltext ? rebuildShared : rebuildOnline,
    };
  }
  const kind = kinds[name] ?? "set_table_option";
  if (copying.has(name)) return { kind, rule: "table-option-copy", instant: false, inplace: null };
  const rule = name === "CHARSET" || name === "COLLATE" ? "default-charset" : "table-option";
  const plan: Plan = { kind, rule, instant: can.mariadb, inplace: metadataOnly };
  return can.mariadb ? plan : { ...plan, rebuildsBeside: true, otherwise: "table-option-beside" };
}
