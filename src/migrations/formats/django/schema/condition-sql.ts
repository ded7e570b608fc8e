import { shown } from "../../python/known.js";
import type { SqlTarget } from "../../python/sql-target.js";
import type { Value } from "../../python/value.js";

const operators: Readonly<Record<string, string>> = {
  exact: "=",
  gt: ">",
  gte: ">=",
  lt: "<",
  lte: "<=",
};

function operand(value: Value, target: SqlTarget): string | null {
  if (value.type === "construct") {
    const [name] = value.args.positional;
    return value.path.endsWith(".F") && name?.type === "text" ? target.name(name.text) : null;
  }
  if (value.type === "text") return value.isPartial ? null : target.text(value.text);
  if (value.type === "boolean") return value.truth ? "true" : "false";
  return value.type === "number" ? shown(value) : null;
}

/** `price__gte=0` */
function lookup(name: string, value: Value, target: SqlTarget): string | null {
  const parts = name.split("__");
  const kind = parts.length > 1 ? (parts.at(-1) ?? "") : "exact";
  const column = target.name(parts[0] ?? name);
  if (parts.length > 2) return null;
  if (kind === "isnull" && value.type === "boolean") return `${column} IS ${value.truth ? "" : "NOT "}NULL`;
  if (kind === "in" && value.type === "list" && !value.isOpen) {
    const items = value.items.map((item) => operand(item, target));
    return items.includes(null) || items.length === 0 ? null : `${column} IN (${items.join(", ")})`;
  }
  const operator = operators[kind];
  const right = operator === undefined ? null : operand(value, target);
  return operator === undefined || right === null ? null : `${column} ${operator} ${right}`;
}

/** The SQL of `models.Q(...)` where it is a plain one; null: it cannot be told. */
export function conditionSql(value: Value | undefined, target: SqlTarget): string | null {
  if (value?.type !== "construct") return null;
  const { path, args } = value;
  if (path === "operator &" || path === "operator |") {
    const parts = args.positional.map((one) => conditionSql(one, target));
    if (parts.includes(null)) return null;
    return `(${parts.join(path.endsWith("&") ? " AND " : " OR ")})`;
  }
  if (path === "operator ~") {
    const inner = conditionSql(args.positional[0], target);
    return inner === null ? null : `NOT (${inner})`;
  }
  if (!path.endsWith(".Q") || args.isOpen) return null;
  const negated = args.named.get("_negated")?.type === "boolean";
  const isOr = args.named.get("_connector")?.type === "text";
  const pairs = args.positional.map((one): string | null => {
    if (one.type === "construct") return conditionSql(one, target);
    const [name, given] = one.type === "list" ? one.items : [];
    return name?.type === "text" && given !== undefined ? lookup(name.text, given, target) : null;
  });
  const named = [...args.named]
    .filter(([name]) => !name.startsWith("_"))
    .map(([name, given]) => lookup(name, given, target));
  const all = [...pairs, ...named];
  if (all.includes(null) || all.length === 0) return null;
  const joined = all.length === 1 ? (all[0] ?? "") : `(${all.join(isOr ? " OR " : " AND ")})`;
  return negated ? `NOT (${joined})` : joined;
}
