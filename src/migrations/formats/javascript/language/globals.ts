import type { Interpreter } from "./interpreter.js";
import { isPlain, textOf } from "./known.js";
import { List, Native, Obj, PartialText, Unknown, type Value } from "./value.js";

type Builtin = (args: readonly Value[], line: number, interpreter: Interpreter) => Value;

const settled: Builtin = ([list], line, interpreter) =>
  list instanceof List
    ? new List(list.items.map((item) => interpreter.settle(item, line)))
    : interpreter.settle(list, line);

const ofObject =
  (take: (entry: readonly [string, Value]) => Value): Builtin =>
  ([object]) => {
    if (object instanceof Obj && !object.open) return new List([...object.entries].map(take));
    if (object instanceof List)
      return new List(object.items.map((item, index) => take([String(index), item])));
    return new Unknown("the entries of an object");
  };

function has([object, key]: readonly Value[]): Value {
  if (!(object instanceof Obj) || typeof key !== "string")
    return new Unknown("whether an object has a property");
  return object.entries.has(key) || (object.open ? new Unknown("whether an object has a property") : false);
}

/** JSON of what is known through and through; else null. */
function jsonOf(value: Value, depth = 30): unknown {
  if (isPlain(value)) return value ?? null;
  if (depth === 0) throw new RangeError("nested too deep");
  if (value instanceof List) return value.items.map((item) => jsonOf(item, depth - 1));
  if (value instanceof Obj && !value.open)
    return Object.fromEntries([...value.entries].map(([key, entry]) => [key, jsonOf(entry, depth - 1)]));
  throw new RangeError("not known");
}

const stringify: Builtin = ([value], _line, interpreter) => {
  interpreter.spend(10);
  try {
    return JSON.stringify(jsonOf(value));
  } catch {
    return new PartialText("NULL");
  }
};

const assign: Builtin = ([target, ...sources]) => {
  if (!(target instanceof Obj)) return target;
  for (const source of sources)
    if (source instanceof Obj) for (const [key, value] of source.entries) target.entries.set(key, value);
    else if (!isPlain(source)) target.open = true;
  return target;
};

const listOf: Builtin = ([value, callee], line, interpreter) => {
  const length = value instanceof Obj ? value.entries.get("length") : undefined;
  const list =
    value instanceof List
      ? value
      : typeof length === "number" && length < 10_000
        ? new List(Array.from({ length }, () => undefined))
        : null;
  if (list === null) return new Unknown("a list", { rows: value instanceof Unknown && value.rows });
  if (callee === undefined) return new List(list.items);
  return new List(list.items.map((item, index) => interpreter.callBack(callee, [item, index], line)));
};

const math: Builtin = (args) =>
  args.every((one) => typeof one === "number") ? Math.max(...args) : new Unknown("a number");

const functions: Readonly<Record<string, Builtin>> = {
  "Promise.all": settled,
  "Promise.allSettled": settled,
  "Promise.race": settled,
  "Promise.any": settled,
  "Promise.resolve": ([value]) => value,
  "Promise.reject": () => undefined,
  "Object.keys": ofObject(([key]) => key),
  "Object.values": ofObject(([, value]) => value),
  "Object.entries": ofObject(([key, value]) => new List([key, value])),
  "Object.freeze": ([value]) => value,
  "Object.assign": assign,
  "Object.create": () => new Obj(),
  "Object.defineProperty": ([value]) => value,
  "Object.hasOwn": has,
  "Object.prototype.hasOwnProperty.call": has,
  "Object.fromEntries": ([list]) =>
    list instanceof List
      ? new Obj(
          list.items.flatMap((item) =>
            item instanceof List ? [[textOf(item.items[0]) ?? "", item.items[1]] as const] : [],
          ),
        )
      : new Unknown("an object"),
  "Array.isArray": ([value]) =>
    value instanceof Unknown ? new Unknown("a condition") : value instanceof List,
  "Array.from": listOf,
  "Array.of": (args) => new List(args),
  "JSON.stringify": stringify,
  "Math.max": math,
  String: ([value], _line, interpreter) => interpreter.join([value]),
  Number: ([value]) => (isPlain(value) ? Number(value) : new Unknown("a number")),
  parseInt: ([value]) => (isPlain(value) ? Number.parseInt(String(value), 10) : new Unknown("a number")),
  Boolean: ([value]) => (isPlain(value) ? Boolean(value) : new Unknown("a condition")),
  structuredClone: ([value]) => value,
};

/** A function of the language, by its whole name; null: none whose result is known. */
export function languageFunction(name: string, interpreter: Interpreter): Native | null {
  const known = Object.hasOwn(functions, name) ? functions[name] : undefined;
  return known === undefined ? null : new Native(name, (args, line) => known(args, line, interpreter));
}

const namespaces = new Set([
  "Object",
  "Promise",
  "Array",
  "JSON",
  "Math",
  "Object.prototype",
  "Object.prototype.hasOwnProperty",
]);

/** Whether a name only holds functions of the language. */
export const isNamespace = (name: string): boolean => namespaces.has(name);
