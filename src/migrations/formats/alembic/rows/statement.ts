import { textOf } from "../../python/known.js";
import type { Value } from "../../python/value.js";
import { lastName } from "../schema/column-type.js";

/** The table behind a value: `sa.table("users")`, its columns, a declared class; null: the code does not name it. */
export function tableOf(value: Value | undefined | null): string | null {
  if (value === undefined || value === null) return null;
  if (value.type === "class") return textOf(value.scope.names.get("__tablename__"));
  if (value.type === "list") return value.items.map(tableOf).find((table) => table !== null) ?? null;
  if (value.type !== "construct" && value.type !== "symbol") return null;
  if (value.type === "construct" && /^table$/i.test(lastName(value.path))) {
    const name = textOf(value.args.positional[0]);
    const schema = textOf(value.args.named.get("schema"));
    return name === null || schema === null ? name : `${schema}.${name}`;
  }
  const own = tableOf(value.owner);
  if (own !== null || value.type === "symbol") return own;
  return value.args.positional.map(tableOf).find((table) => table !== null) ?? null;
}

const verbs = {
  update: "update",
  insert: "insert",
  delete: "delete",
  select: "read",
  exists: "read",
} as const;

/** What a statement of SQLAlchemy's does (`users.update().where(...)`, `sa.select(...)`); null: it is none. */
export function statementOf(
  value: Value,
): { verb: "update" | "insert" | "delete" | "read"; table: string | null } | null {
  for (let at: Value | null = value; at?.type === "construct"; at = at.owner) {
    const name = lastName(at.path);
    if (Object.hasOwn(verbs, name)) return { verb: verbs[name as keyof typeof verbs], table: tableOf(at) };
  }
  return null;
}
