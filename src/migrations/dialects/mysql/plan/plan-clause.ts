import type { AlterClause } from "../statement/alter-clause.js";
import { isText } from "./compare-charsets.js";
import { metadataOnly, type Plan, type PlanContext } from "./plan.js";
import { planAddColumn } from "./plan-add-column.js";
import { planChangeColumn, planNullability } from "./plan-change-column.js";
import { planAddForeignKey, planCheck } from "./plan-constraint.js";
import { planDropColumn } from "./plan-drop-column.js";
import { planAddIndex, planDropPrimaryKey, planSmallIndexChange } from "./plan-index.js";
import { planOption, planRebuild } from "./plan-option.js";
import { planPartition } from "./plan-partition.js";
import { sameCharset } from "./text-width.js";

const copy = (kind: string, rule: Plan["rule"]): Plan => ({ kind, rule, instant: false, inplace: null });

/** MariaDB converts without a copy where every column's change would be without one. */
function planConvert(charset: string | null, { can, table }: PlanContext): Plan {
  const kind = "convert_charset";
  const from = table.charset;
  const plain = [...table.columns.values()].every(
    ({ name, type }) =>
      !isText(type) ||
      ((type.base === "varchar" || type.base === "char") &&
        table.isIndexed(name) === false &&
        (type.numbers[0] ?? 1) * 4 <= 255 &&
        sameCharset(type.charset ?? from ?? "", from ?? "")),
  );
  const wider = charset === "utf8mb4" && from !== null && sameCharset(from, "utf8mb3");
  if (!can.mariadb || !table.columnsKnown || !plain || !wider) return copy(kind, "convert-charset");
  return { kind, rule: "convert-charset-metadata", instant: true, inplace: metadataOnly };
}

function planForInnodb(clause: AlterClause, context: PlanContext): Plan {
  const { can, table } = context;
  switch (clause.type) {
    case "add-column":
      return planAddColumn(clause, context);
    case "change-column":
      return planChangeColumn(clause, context);
    case "column-nullability":
      return planNullability(clause.name, clause.nullable, context);
    case "column-comment":
      return {
        kind: "comment_column",
        rule: "modify-metadata",
        instant: can.instantMetadata,
        inplace: metadataOnly,
      };
    case "drop-column":
      return planDropColumn(clause.name, context);
    case "rename-column":
      return {
        kind: "rename_column",
        rule: "rename-column",
        instant: can.instantRename,
        inplace: metadataOnly,
      };
    case "set-default":
    case "drop-default":
      return {
        kind: clause.type.replace("-", "_"),
        rule: "set-default",
        instant: can.instantMetadata,
        inplace: metadataOnly,
      };
    case "add-index":
      return planAddIndex(clause.index, context);
    case "drop-index":
    case "alter-index":
    case "rename-index":
      return planSmallIndexChange(clause, context);
    case "drop-primary-key":
      return planDropPrimaryKey(context);
    case "add-foreign-key":
      return planAddForeignKey(clause, context);
    case "drop-foreign-key":
      return {
        kind: "drop_foreign_key",
        rule: "drop-foreign-key",
        instant: can.mariadb,
        inplace: metadataOnly,
      };
    case "add-check":
      return planCheck("add_check_constraint", clause.enforced, context);
    case "alter-check":
      return planCheck("alter_check_constraint", clause.enforced, context);
    case "drop-constraint":
      return {
        kind: "drop_constraint",
        rule: "drop-constraint",
        instant: can.mariadb,
        inplace: metadataOnly,
      };
    case "rename-table":
      return {
        kind: "rename_table",
        rule: "rename-table",
        instant: can.instantMetadata,
        inplace: metadataOnly,
      };
    case "convert-charset":
      return planConvert(clause.charset, context);
    case "force":
      return planRebuild("rebuild_table", context);
    case "system-versioning":
      return copy(clause.add ? "add_system_versioning" : "drop_system_versioning", "system-versioning");
    case "order-by":
      return copy("order_table", "order-by");
    case "keys": {
      const kind = clause.enable ? "enable_keys" : "disable_keys";
      if ((table.engine ?? "innodb") === "innodb" || !clause.enable) {
        return { kind, rule: "keys-ignored", instant: can.instantMetadata, inplace: metadataOnly };
      }
      return {
        kind,
        rule: "enable-keys",
        instant: false,
        inplace: { ...metadataOnly, builds: ["index"], lock: "SHARED" },
      };
    }
    case "option":
      return planOption(clause, context);
    case "partition":
      return planPartition(clause.action);
    case "tablespace":
      return {
        ...copy(clause.discard ? "discard_tablespace" : "import_tablespace", "tablespace"),
        unknown: true,
      };
    case "other":
      return { ...copy("alter_table", "alter-other"), unknown: true };
  }
}

/** Rules whose change lies in the catalogue for every storage engine. Measured for MyISAM and Aria. */
const anyEngine = new Set<Plan["rule"]>([
  "set-default",
  "rename-column",
  "rename-table",
  "modify-metadata",
  "modify-extend-enum",
  "table-option",
  "default-charset",
  "drop-constraint",
  "keys-ignored",
  "enable-keys",
  "change-engine",
  "alter-other",
  "tablespace",
]);

/** What the server does for one clause by itself. */
export function planClause(clause: AlterClause, context: PlanContext): Plan {
  const plan = planForInnodb(clause, context);
  const { engine } = context.table;
  if (engine === null || engine === "innodb" || anyEngine.has(plan.rule)) return plan;
  return { kind: plan.kind, rule: "other-engine", instant: false, inplace: null, closedCopy: true };
}
