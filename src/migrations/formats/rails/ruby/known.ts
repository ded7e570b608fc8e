import type { HashEntry, Value } from "./value.js";

/** Whether Ruby takes the value for true; null: not known. */
export function truthOf(value: Value): boolean | null {
  if (value.type === "nil") return false;
  if (value.type === "boolean") return value.truth;
  if (value.type === "unknown") return null;
  if (value.type === "record") return value.isNew ? true : null;
  return value.type === "choice" ? agreed(value.values.map(truthOf)) : true;
}

/** What all answers say; null where they differ or one is not known. */
export function agreed(answers: readonly (boolean | null)[]): boolean | null {
  const [first] = answers;
  return first !== undefined && answers.every((answer) => answer === first) ? first : null;
}

/** The text of a string, symbol or number; null: not known. */
export function textOf(value: Value | undefined): string | null {
  if (value?.type === "text") return value.text;
  if (value?.type === "number") return String(value.number);
  return null;
}

/** What interpolation makes of a value; null: not known. */
export function interpolated(value: Value): string | null {
  if (value.type === "nil") return "";
  if (value.type === "boolean") return String(value.truth);
  if (value.type === "constant") return value.path;
  return value.type === "model" ? value.model.name : textOf(value);
}

/** Whether two values are the same; null: not known. */
export function sameValue(a: Value, b: Value): boolean | null {
  if (a.type === "choice") return agreed(a.values.map((one) => sameValue(one, b)));
  if (b.type === "choice") return agreed(b.values.map((one) => sameValue(a, one)));
  if (a.type === "text" && b.type === "text") return a.text === b.text && a.symbol === b.symbol;
  if (a.type === "number" && b.type === "number") return a.number === b.number;
  if (a.type === "boolean" && b.type === "boolean") return a.truth === b.truth;
  if (a.type === "nil" && b.type === "nil") return true;
  const plain = new Set(["text", "number", "boolean", "nil"]);
  return plain.has(a.type) && plain.has(b.type) ? false : null;
}

/** An entry of a hash by its name, as a symbol or a string. */
export function entryOf(entries: readonly HashEntry[], name: string): Value | undefined {
  return entries.findLast(({ key }) => textOf(key) === name)?.value;
}
