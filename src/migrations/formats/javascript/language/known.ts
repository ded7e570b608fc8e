import {
  Alias,
  Closure,
  Host,
  List,
  Native,
  PartialText,
  Pattern,
  Obj,
  Unknown,
  type Value,
} from "./value.js";

export const isPlain = (value: Value): value is string | number | boolean | null | undefined =>
  value === null || (typeof value !== "object" && typeof value !== "function");

/** Whether JavaScript takes the value for true; null: not known. */
export function truthOf(value: Value): boolean | null {
  if (isPlain(value)) return Boolean(value);
  if (value instanceof Unknown) return null;
  if (value instanceof PartialText) return value.text === "NULL" ? null : true;
  return true;
}

/** The text that a value is put into a string as; null: not known. */
export function textOf(value: Value): string | null {
  if (isPlain(value)) return String(value);
  if (value instanceof Alias) return value.names[0];
  if (value instanceof List) {
    const items = value.items.map((item) => (item === null || item === undefined ? "" : textOf(item)));
    return items.every((item) => item !== null) ? items.join(",") : null;
  }
  return null;
}

/** Whether two values are the same; null: not known. */
export function sameValue(one: Value, other: Value): boolean | null {
  if (isPlain(one) && isPlain(other)) return one === other;
  if (one instanceof Alias)
    return other instanceof Alias || (typeof other === "string" && one.names.includes(other));
  if (other instanceof Alias) return sameValue(other, one);
  if (one instanceof Unknown || other instanceof Unknown) return null;
  if (one instanceof PartialText || other instanceof PartialText) return null;
  return one === other;
}

/** One value that may be either. */
export function either(one: Value, other: Value): Value {
  if (sameValue(one, other) === true) return one;
  if (one === undefined) return other;
  if (other === undefined) return one;
  return depending(one, other);
}

/** What nobody knows but that it is one of these. */
export function depending(...values: readonly Value[]): Unknown {
  const unknown = values.filter((value) => value instanceof Unknown);
  const hosts = values.flatMap((value) => (value instanceof Host ? [value] : []));
  return new Unknown("a value that depends on what is not known", {
    own: unknown.some(({ own }) => own),
    acts: unknown.some(({ acts }) => acts),
    may: [...hosts, ...unknown.flatMap(({ may }) => may)],
  });
}

/** Whether a value carries a handle of the database, so that who is given it may use it. */
export function carriesHandle(value: Value, depth = 4): boolean {
  if (value instanceof Host) return value.isHandle;
  if (value instanceof Unknown) return value.may.some(({ isHandle }) => isHandle);
  if (depth === 0) return false;
  if (value instanceof List) return value.items.some((item) => carriesHandle(item, depth - 1));
  if (value instanceof Obj)
    return [...value.entries.values()].some((entry) => carriesHandle(entry, depth - 1));
  return false;
}

/** Whether a value can be called with an effect that the code shows. */
export const isCallable = (value: Value): value is Closure | Native =>
  value instanceof Closure || value instanceof Native;

/** A value as people would write it, cut short. */
export function describeValue(value: Value): string {
  if (value === undefined) return "undefined";
  if (isPlain(value)) return JSON.stringify(value);
  if (value instanceof Unknown) return value.what;
  if (value instanceof Host || value instanceof Native || value instanceof Closure) return value.name;
  if (value instanceof Alias) return value.names[0];
  return value instanceof Pattern ? `/${value.source}/` : "a value";
}
