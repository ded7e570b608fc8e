import { textOf } from "./language/known.js";
import { Unreadable } from "./language/unreadable.js";
import { List, Obj, Unknown, type Value } from "./language/value.js";

/** A name that must be known. */
export function nameOf(value: Value, what: string): string {
  const name = value === undefined || value === null ? null : textOf(value);
  if (name === null || value instanceof List) throw new Unreadable(`the ${what} is not known`);
  return name;
}

/** One name or several. */
export function namesOf(value: Value, what: string): readonly string[] {
  if (value instanceof List) return value.items.map((item) => nameOf(item, what));
  return [nameOf(value, what)];
}

/** An option; undefined: not given. @throws Unreadable where the options are not known */
export function optionOf(options: Value, key: string): Value {
  if (options instanceof Unknown) throw new Unreadable("its options are not known");
  return options instanceof Obj ? options.entries.get(key) : undefined;
}

/** An option that is a text; null: not given. */
export function textOption(options: Value, key: string): string | null {
  const value = optionOf(options, key);
  return value === undefined || value === null || value === false ? null : nameOf(value, key);
}
