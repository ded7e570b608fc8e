import { isPlain, textOf } from "../language/known.js";
import { List, Obj, type Value } from "../language/value.js";
import type { Target } from "./target.js";

/** A value as a literal; what is not known stands as NULL, which costs the same. */
export function literal(target: Target, value: Value): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof List && value.items.every(isPlain))
    return value.items.map((item) => literal(target, item)).join(", ");
  if (value instanceof Obj || value instanceof List) return "NULL";
  const text = textOf(value);
  return text === null ? "NULL" : target.text(text);
}
