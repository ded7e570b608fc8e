import { columnType, formatType, type ColumnType } from "../column-types/column-type.js";
import { typeChange, type TypeChange } from "../column-types/type-change.js";
import { columnsNamed } from "../expressions/columns-named.js";
import { columnOf } from "../expressions/proves-not-null.js";
import { as, type AlterTableCmd, type Node } from "../parser/ast.js";
import type { TableState } from "../schema/table-state.js";
import { indexWork } from "./index-work.js";
import { isSince, work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";

/** ALTER COLUMN ... TYPE, judged by the column's present type where it is known. */
export function changeColumnType(command: AlterTableCmd, table: string, context: Context): Draft {
  const name = command.name ?? "";
  const definition = as(command.def, "ColumnDef") ?? {};
  const state = context.schema.table(table);
  const before = state.columns.get(name);
  const to = definition.typeName === undefined ? null : columnType(definition.typeName);
  const judged = judge(before?.type ?? null, to, definition.raw_default, name, context);
  const changesCollation = definition.collClause !== undefined;
  state.columns.set(name, { ...(before ?? { notNull: null }), type: to, correlation: null });
  if (judged.rewrites) {
    return draft("change_column_type.rewrite", table, {
      because: judged.because,
      work: [work(context, "rewrite", table, { indexes: null })],
      sharesPass: true,
    });
  }
  const rebuilt = rebuiltIndexes(state, name, judged.rebuildsIndexes || changesCollation);
  const doubt = rebuilt.length === 0 && (judged.rebuildsIndexes || changesCollation) && !state.indexesKnown;
  if (rebuilt.length > 0) {
    return draft("change_column_type.index", table, {
      because: `${judged.because}; built anew: ${rebuilt.map(([index]) => index).join(", ")}`,
      work: rebuilt.map(([, { columns }]) => indexWork(columns, table, context)),
    });
  }
  const checks = [...state.checks].filter(([, { expression }]) => columnsNamed(expression).has(name));
  if (checks.length > 0) {
    return draft("change_column_type.check", table, {
      because: `${judged.because}; tried anew: ${checks.map(([check]) => check).join(", ")}`,
      work: [work(context, "scan", table)],
      sharesPass: true,
    });
  }
  const because = doubt ? `${judged.because}; an index on the column would be built anew` : judged.because;
  return draft("change_column_type.catalogue", table, { because });
}

function judge(
  from: ColumnType | null,
  to: ColumnType | null,
  using: Node | undefined,
  column: string,
  context: Context,
): TypeChange & { readonly because: string } {
  const rewrite = { rewrites: true, rebuildsIndexes: true };
  if (to === null) return { ...rewrite, because: "the new type is not told" };
  if (using !== undefined && !isPlainCast(using, column, to)) {
    return { ...rewrite, because: "USING computes a new value for each row" };
  }
  if (from === null) {
    return {
      ...rewrite,
      because:
        "the column's present type is not known; where the new one is wider and stored alike, it would be instant",
    };
  }
  const change = userTypeChange(from, to, context);
  const zoned = [from.name, to.name].every((name) => name.startsWith("timestamp")) && from.name !== to.name;
  const zone =
    zoned && change.rewrites && to.arguments.length === 0
      ? "; instant from 12 on where the session's time zone is surely UTC"
      : "";
  return { ...change, because: `${formatType(from)} to ${formatType(to)}${zone}` };
}

/** A domain is stored as its base type is: to one that constrains nothing, the change is that of the base types. */
function userTypeChange(from: ColumnType, to: ColumnType, context: Context): TypeChange {
  if (context.schema.userType(to.name) === "constrained domain" && from.name !== to.name) {
    return { rewrites: true, rebuildsIndexes: true };
  }
  const sameInstantInZone = isSince(context, 12) && context.session.isUtc;
  const base = (type: ColumnType): ColumnType => context.schema.baseType(type);
  return typeChange(base(from), base(to), { sameInstantInZone });
}

/** `USING column` and `USING column::type` say no more than that there is a cast. */
function isPlainCast(using: Node, column: string, to: ColumnType): boolean {
  if (columnOf(using) === column) return true;
  const cast = as(using, "TypeCast");
  if (cast?.typeName === undefined || columnOf(cast.arg) !== column) return false;
  return formatType(columnType(cast.typeName)) === formatType(to);
}

/** Indexes whose expressions or conditions mention the column are built anew in any case. */
function rebuiltIndexes(state: TableState, column: string, all: boolean) {
  return [...state.indexes].filter(
    ([, { columns, mentions }]) => mentions.has(column) || (all && columns.includes(column)),
  );
}
