import type { Arguments, DictValue, Value } from "./value.js";

/** Whether Python takes the value for true; null: not known. */
export function truthOf(value: Value | undefined): boolean | null {
  switch (value?.type) {
    case "none":
      return false;
    case "boolean":
      return value.truth;
    case "number":
      return value.number !== 0;
    case "text":
      return value.isPartial ? (value.text.trim() === "" ? null : true) : value.text !== "";
    case "list":
      return value.isOpen ? (value.items.length > 0 ? true : null) : value.items.length > 0;
    case "dict":
      return value.isOpen ? (value.entries.length > 0 ? true : null) : value.entries.length > 0;
    case "function":
    case "class":
      return true;
    case "construct":
    case "host":
    case "method":
    case "symbol":
    case "unknown":
    case undefined:
    default:
      return null;
  }
}

/** A text that is fully known; null: it is not, or no text. */
export function textOf(value: Value | undefined): string | null {
  return value?.type === "text" && !value.isPartial ? value.text : null;
}

/** What a value is inside of a text (`f"{value}"`); null: not known. */
export function shown(value: Value): string | null {
  switch (value.type) {
    case "text":
      return value.isPartial ? null : value.text;
    case "number":
      return String(value.number);
    case "boolean":
      return value.truth ? "True" : "False";
    case "none":
      return "None";
    case "class":
    case "construct":
    case "dict":
    case "function":
    case "host":
    case "list":
    case "method":
    case "symbol":
    case "unknown":
    default:
      return null;
  }
}

const plain = new Set<Value["type"]>(["text", "number", "boolean", "none"]);

/** Whether two values are equal; null: not known. */
export function sameValue(a: Value, b: Value): boolean | null {
  if (a === b && a.type !== "unknown") return true;
  if (a.type === "symbol" && b.type === "symbol" && a.owner === null && b.owner === null)
    return a.path === b.path ? true : null;
  if (a.type === "list" && b.type === "list" && !a.isOpen && !b.isOpen) {
    if (a.items.length !== b.items.length) return false;
    const answers = a.items.map((item, index) => {
      const other = b.items[index];
      return other === undefined ? false : sameValue(item, other);
    });
    return answers.includes(false) ? false : answers.includes(null) ? null : true;
  }
  if (!plain.has(a.type) || !plain.has(b.type)) return null;
  if ((a.type === "text" && a.isPartial) || (b.type === "text" && b.isPartial)) return null;
  return a.type === b.type && shown(a) === shown(b);
}

/** Whether a list or dict holds a value; null: not known. */
export function holds(container: Value, value: Value): boolean | null {
  if (container.type === "text" && !container.isPartial) {
    const part = textOf(value);
    return part === null ? null : container.text.includes(part);
  }
  if (container.type !== "list" && container.type !== "dict") return null;
  const items = container.type === "list" ? container.items : container.entries.map(({ key }) => key);
  const answers = items.map((item) => sameValue(item, value));
  if (answers.includes(true)) return true;
  return container.isOpen || answers.includes(null) ? null : false;
}

/** The entry of a dict by its key; null: not known; undefined: there is none. */
export function entryOf(value: DictValue, key: Value): Value | null | undefined {
  const found = value.entries.findLast((entry) => sameValue(entry.key, key) === true);
  if (found !== undefined) return found.value;
  return value.isOpen || value.entries.some((entry) => sameValue(entry.key, key) === null) ? null : undefined;
}

/** An argument by its place, or its name. */
export function argument(args: Arguments, index: number, ...names: readonly string[]): Value | undefined {
  const positional = args.positional[index];
  if (positional !== undefined && index >= 0) return positional;
  for (const name of names) {
    const value = args.named.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}
