import type { AlterClause } from "../statement/alter-clause.js";
import type { ColumnState } from "../schema/table-state.js";
import { parseColumnType } from "../statement/column-type.js";
import type { MysqlRuleId } from "../rules/mysql-rules.js";
import { compareCharsets } from "./compare-charsets.js";
import { compareTypes } from "./compare-types.js";
import { indexWork } from "./index-work.js";
import {
  type InPlace,
  metadataOnly,
  type Plan,
  type PlanContext,
  rebuildOnline,
  rebuildShared,
} from "./plan.js";

type ChangeColumn = Extract<AlterClause, { type: "change-column" }>;

/** One thing that a MODIFY or CHANGE does to its column. */
interface Effect {
  readonly rule: MysqlRuleId;
  readonly instant: boolean;
  readonly inplace: InPlace | null;
}

const copyRules: ReadonlySet<MysqlRuleId> = new Set([
  "modify-type",
  "modify-cross-255",
  "modify-reorder-enum",
  "modify-charset",
  "modify-generated",
]);

function effectOf(rule: MysqlRuleId, { can, table }: PlanContext, column: string): Effect {
  if (copyRules.has(rule)) return { rule, instant: false, inplace: null };
  if (rule === "modify-charset-index") {
    const builds = [...table.indexes.values()].filter(({ columns }) =>
      columns.includes(column.toLowerCase()),
    );
    return { rule, instant: false, inplace: { ...metadataOnly, builds: builds.map(() => "index-text") } };
  }
  // MySQL widens a VARCHAR by ALGORITHM=INPLACE only, MariaDB by INSTANT.
  const inPlaceOnly = rule === "modify-widen-varchar" || rule === "modify-charset-metadata";
  return { rule, instant: can.mariadb || (can.instantMetadata && !inPlaceOnly), inplace: metadataOnly };
}

function nullEffect(old: ColumnState, nullable: boolean, context: PlanContext): Effect | null {
  const { can, table } = context;
  const inKey = table.primaryKey?.includes(old.name.toLowerCase()) === true;
  const was = inKey ? false : (old.nullable ?? true);
  const is = inKey ? false : nullable;
  if (was === is) return null;
  const inplace = table.fulltext ? rebuildShared : rebuildOnline;
  if (is && can.mariadb && table.rowFormat === "redundant") {
    return { rule: "modify-null-redundant", instant: true, inplace: metadataOnly };
  }
  // MariaDB cannot make a column NOT NULL in place beside a stored generated one.
  const copies = !is && can.mariadb && table.hasGenerated("stored");
  return { rule: "modify-null", instant: false, inplace: copies ? null : inplace };
}

function generatedEffect(old: ColumnState, { column }: ChangeColumn, { can }: PlanContext): Effect | null {
  const was = old.generated === "unknown" ? (column.generated ?? "no") : old.generated;
  const is = column.generated ?? "no";
  if (was === "no" && is === "no") return null;
  if (was === "virtual" && is === "virtual" && can.mariadb) {
    return { rule: "modify-metadata", instant: true, inplace: metadataOnly };
  }
  return { rule: "modify-generated", instant: false, inplace: null };
}

function effectsOf(old: ColumnState, clause: ChangeColumn, context: PlanContext): readonly Effect[] {
  const { can, table } = context;
  const { column, place } = clause;
  const type = compareTypes(old.type, column.type, table, can);
  const charset = type === "modify-type" ? "same" : compareCharsets(old.name, old.type, column.type, context);
  const effects = [type, charset].flatMap((rule) =>
    rule === "same" ? [] : [effectOf(rule, context, old.name)],
  );
  const nullable = nullEffect(old, column.nullable, context);
  if (nullable !== null) effects.push(nullable);
  const generated = generatedEffect(old, clause, context);
  if (generated !== null) effects.push(generated);
  if (column.autoIncrement && old.autoIncrement === false)
    effects.push(effectOf("modify-type", context, old.name));
  if (column.unique || column.primaryKey) {
    const builds = [indexWork([column.name], table)];
    effects.push({
      rule: "add-index",
      instant: false,
      inplace: { ...metadataOnly, rebuild: column.primaryKey, builds },
    });
  }
  if (column.check === "enforced" && can.checks)
    effects.push({ rule: "add-check", instant: false, inplace: null });
  if (place !== null) {
    effects.push(
      can.mariadb
        ? { rule: "modify-order-mariadb", instant: true, inplace: metadataOnly }
        : { rule: "modify-order", instant: false, inplace: table.fulltext ? rebuildShared : rebuildOnline },
    );
  }
  if (old.name !== column.name) {
    effects.push({ rule: "rename-column", instant: can.instantRename, inplace: metadataOnly });
  }
  return effects;
}

/** A column restated as it is, but for its nullability; where it is not known to be so already, it changes. */
export function planNullability(name: string, nullable: boolean, context: PlanContext): Plan {
  const kind = nullable ? "drop_not_null" : "set_not_null";
  const state = context.table.column(name);
  const old: ColumnState = state ?? {
    name,
    type: noType,
    nullable: null,
    generated: "unknown",
    autoIncrement: null,
  };
  const effect = nullEffect({ ...old, nullable: old.nullable ?? !nullable }, nullable, context);
  if (effect !== null) return { kind, ...effect };
  return { kind, rule: "modify-metadata", instant: context.can.instantMetadata, inplace: metadataOnly };
}

const noType = parseColumnType("");

/** How much an effect asks of the server: the worst one names the rule. */
function weight({ instant, inplace }: Effect): number {
  if (inplace === null) return 4;
  if (inplace.rebuild) return inplace.lock === "SHARED" ? 3.5 : 3;
  if (inplace.builds.length > 0) return 2;
  return instant ? 0 : 1;
}

/** MODIFY and CHANGE: everything that the new definition changes of the column as it is. */
export function planChangeColumn(clause: ChangeColumn, context: PlanContext): Plan {
  const { can, table } = context;
  const old = table.column(clause.from);
  const kind = "change_column_type";
  if (old === null) return { kind, rule: "modify-unknown", instant: false, inplace: null };
  const effects = effectsOf(old, clause, context);
  const worst = effects.reduce<Effect>(
    (one, other) => (weight(other) > weight(one) ? other : one),
    effects[0] ?? {
      rule: "modify-metadata",
      instant: can.instantMetadata,
      inplace: metadataOnly,
    },
  );
  const inPlaces = effects.map(({ inplace }) => inplace);
  return {
    kind: effects.length === 1 && worst.rule === "rename-column" ? "rename_column" : kind,
    rule: worst.rule,
    instant: effects.length === 0 ? worst.instant : effects.every(({ instant }) => instant),
    inplace: inPlaces.reduce<InPlace | null>(joinInPlace, metadataOnly),
  };
}

/** Both together; null: one of them can only be copied. */
export function joinInPlace(one: InPlace | null, other: InPlace | null): InPlace | null {
  if (one === null || other === null) return null;
  return {
    rebuild: one.rebuild || other.rebuild,
    builds: [...one.builds, ...other.builds],
    lock: one.lock === "SHARED" ? "SHARED" : other.lock,
  };
}
