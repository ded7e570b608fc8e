import { columnType } from "../column-types/column-type.js";
import {
  as,
  lastName,
  type AlterDomainStmt,
  type AlterEnumStmt,
  type CreateDomainStmt,
  type Node,
} from "../parser/ast.js";
import { work, type Context } from "./context.js";
import { draft, type Draft } from "./draft.js";

/** CREATE TYPE ... AS ENUM, AS (...), AS RANGE. */
export function createType(name: string | null, kind: "enum" | "other", context: Context): Draft {
  if (name !== null) context.schema.setUserType(name, kind);
  return draft("create_type", null);
}

/** CREATE DOMAIN. */
export function createDomain(statement: CreateDomainStmt, context: Context): Draft {
  const constrains = (node: Node): boolean =>
    ["CONSTR_CHECK", "CONSTR_NOTNULL"].includes(as(node, "Constraint")?.contype ?? "");
  const isConstrained = (statement.constraints ?? []).some(constrains);
  const base = statement.typeName === undefined ? null : columnType(statement.typeName);
  context.schema.setUserType(
    lastName(statement.domainname) ?? "",
    isConstrained ? "constrained domain" : "free domain",
    base,
  );
  return draft("create_domain", null);
}

/** ALTER DOMAIN: a constraint is tried on every table that has a column of the domain. */
export function alterDomain(statement: AlterDomainStmt, context: Context): readonly Draft[] {
  const domain = lastName(statement.typeName) ?? "";
  const constraint = as(statement.def, "Constraint");
  const adds = statement.subtype === "C" || statement.subtype === "O";
  if (adds) context.schema.setUserType(domain, "constrained domain");
  const scans =
    statement.subtype === "O" ||
    statement.subtype === "V" ||
    (statement.subtype === "C" && constraint?.skip_validation !== true);
  if (!scans) return [draft("alter_domain.catalogue", null)];
  const tables = context.schema.tablesWithType(domain);
  const [first = null, ...others] = tables;
  if (first === null) {
    return [
      draft("alter_domain.scan", null, {
        because: "which tables have such a column is not known",
        cost: "unknown",
      }),
    ];
  }
  return [
    draft("alter_domain.scan", first, {
      alsoLocks: others.map((table) => ({ table, lock: "SHARE" })),
      work: tables.map((table) => work(context, "scan", table)),
    }),
  ];
}

/** ALTER TYPE ... ADD VALUE, RENAME VALUE. */
export function alterEnum(statement: AlterEnumStmt): Draft {
  return draft(statement.oldVal === undefined ? "add_enum_value" : "rename_enum_value", null);
}
