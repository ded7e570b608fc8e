import { argument, textOf } from "../../python/known.js";
import type { ConstructValue, Value } from "../../python/value.js";
import { Unreadable } from "../../python/unreadable.js";
import { isAtLeast } from "../../../engine.js";
import { conditionSql } from "./condition-sql.js";
import { className, createIndexSql, textsOf } from "./index-sql.js";
import type { Model } from "./models.js";
import type { SchemaWriter } from "./schema-writer.js";

function nameOf(construct: ConstructValue): string {
  const name = textOf(construct.args.named.get("name")) ?? textOf(argument(construct.args, 1));
  if (name === null) throw new Unreadable("the constraint's name is not known");
  return name;
}

function deferrable(construct: ConstructValue): string {
  const value = construct.args.named.get("deferrable");
  if (value === undefined || value.type === "none") return "";
  const isImmediate = value.type === "symbol" && value.path.endsWith(".IMMEDIATE");
  return ` DEFERRABLE INITIALLY ${isImmediate ? "IMMEDIATE" : "DEFERRED"}`;
}

const isGiven = (value: Value | undefined): boolean =>
  value !== undefined && value.type !== "none" && !(value.type === "list" && value.items.length === 0);

/** Exclusion's `expressions=[("room", "="), ...]`; NULL stands for what is no plain field. */
function exclusion(construct: ConstructValue, model: Model, { target, models }: SchemaWriter): string {
  const list = construct.args.named.get("expressions");
  const items = list?.type === "list" ? list.items : [];
  const parts = items.map((item) => {
    const [field, operator] = item.type === "list" ? item.items : [];
    const name = field?.type === "construct" ? field.args.positional[0] : field;
    const isPlain = field?.type === "text" || (field?.type === "construct" && className(field) === "F");
    const column =
      isPlain && name?.type === "text" ? target.name(models.columnOf(model, name.text)) : "(NULL)";
    const known =
      textOf(operator) ?? (operator?.type === "symbol" && operator.path.endsWith(".EQUAL") ? "=" : "&&");
    return `${column} WITH ${known}`;
  });
  const method = textOf(construct.args.named.get("index_type")) ?? "gist";
  const condition = conditionSql(construct.args.named.get("condition"), target);
  return `EXCLUDE USING ${method.toLowerCase()} (${parts.join(", ")})${condition === null ? "" : ` WHERE (${condition})`}${deferrable(construct)}`;
}

/** Whether the engine may keep check constraints: https://dev.mysql.com/doc/refman/8.0/en/create-table-check-constraints.html */
const hasChecks = ({ target }: SchemaWriter): boolean =>
  target.engine.family !== "mysql" || isAtLeast(target.engine, 8);

/** The SQL that adds a constraint, as a clause of ALTER TABLE or a statement; null: Django sends this engine none. */
export function constraintSql(
  construct: ConstructValue,
  model: Model,
  writer: SchemaWriter,
): { readonly clause: string } | { readonly statement: string } | null {
  const { target, models } = writer;
  const { named, positional } = construct.args;
  switch (className(construct)) {
    case "CheckConstraint": {
      const condition = conditionSql(named.get("condition") ?? named.get("check"), target) ?? "NULL";
      return hasChecks(writer)
        ? { clause: `CONSTRAINT ${target.name(nameOf(construct))} CHECK (${condition})` }
        : null;
    }
    case "UniqueConstraint": {
      const isIndex =
        positional.length > 0 || ["condition", "include", "opclasses"].some((key) => isGiven(named.get(key)));
      if (isIndex) {
        if (!target.isPostgres && positional.length === 0) return null;
        const statement = createIndexSql(construct, model, writer, { unique: true, concurrently: false });
        return statement === null ? null : { statement };
      }
      if (!target.isPostgres && deferrable(construct) !== "") return null;
      const fields = textsOf(named.get("fields"));
      if (fields === null) throw new Unreadable("the constraint's fields are not known");
      const distinct = named.get("nulls_distinct");
      const notDistinct = distinct?.type === "boolean" && !distinct.truth ? " NULLS NOT DISTINCT" : "";
      const columns = target.names(fields.map((field) => models.columnOf(model, field)));
      return {
        clause: `CONSTRAINT ${target.name(nameOf(construct))} UNIQUE${notDistinct} (${columns})${deferrable(construct)}`,
      };
    }
    case "ExclusionConstraint":
      return target.isPostgres
        ? { clause: `CONSTRAINT ${target.name(nameOf(construct))} ${exclusion(construct, model, writer)}` }
        : null;
    default:
      throw new Unreadable(`${construct.path} is no constraint that is known`);
  }
}
