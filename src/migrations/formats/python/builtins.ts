import { describe } from "./describe.js";
import type { Interpreter } from "./interpreter.js";
import type { Call } from "./value.js";
import { shown, textOf, truthOf } from "./known.js";
import { boolean, list, number, partialText, symbol, text, unknown, type Value } from "./value.js";

/** Of longer ranges the items are not listed. */
const longestRange = 10_000;

function range({ args }: Call, interpreter: Interpreter): Value {
  const numbers = args.positional.map((value) => (value.type === "number" ? value.number : null));
  if (numbers.includes(null)) return unknown("a range");
  const [first = 0, second, step = 1] = numbers.map((value) => value ?? 0);
  const [from, to] = second === undefined ? [0, first] : [first, second];
  const count = step === 0 ? 0 : Math.max(0, Math.ceil((to - from) / step));
  if (count > longestRange) return { ...list([]), isOpen: true };
  interpreter.spend(count);
  return list(Array.from({ length: count }, (_, index) => number(from + index * step)));
}

function listOf(
  value: Value | undefined,
  form: "list" | "tuple" | "set",
  call: Call,
  interpreter: Interpreter,
): Value {
  if (value === undefined) return list([], form, interpreter.doubt);
  const items = interpreter.itemsOf(value, call.line);
  if (items === null) {
    interpreter.iterate(value, call.line, () => undefined);
    return { ...list([], form, interpreter.doubt), isOpen: true };
  }
  return { ...list(items.items, form, interpreter.doubt), isOpen: items.isOpen };
}

/** Pairs, triples ... of several lists' items. */
function zip(call: Call, interpreter: Interpreter): Value {
  const lists = call.args.positional.map((value) => interpreter.itemsOf(value, call.line));
  if (lists.some((one) => one === null)) return { ...list([]), isOpen: true };
  const length = Math.min(...lists.map((one) => one?.items.length ?? 0));
  if (!Number.isFinite(length)) return list([]);
  interpreter.spend(length);
  const rows = Array.from({ length }, (_, index) =>
    list(
      lists.map((one) => one?.items[index] ?? unknown("an item")),
      "tuple",
    ),
  );
  return { ...list(rows), isOpen: lists.some((one) => one?.isOpen === true) };
}

function mapped(call: Call, interpreter: Interpreter): Value {
  const [callee, values] = call.args.positional;
  const results: Value[] = [];
  if (callee === undefined || values === undefined) return unknown("map");
  const before = interpreter.doubt;
  let isOpen = false;
  interpreter.iterate(values, call.line, (item) => {
    isOpen ||= interpreter.doubt > before;
    const args = { positional: [item], named: new Map<string, Value>(), isOpen: false };
    results.push(interpreter.call(callee, { args, line: call.line }));
  });
  return { ...list(results), isOpen };
}

function size(value: Value | undefined): Value {
  if (value?.type === "text" && !value.isPartial) return number(value.text.length);
  if (value?.type === "list" && !value.isOpen) return number(value.items.length);
  if (value?.type === "dict" && !value.isOpen) return number(value.entries.length);
  return unknown("len");
}

function quantified(name: "all" | "any", value: Value | undefined): Value {
  if (value?.type !== "list") return unknown(name);
  const truths = value.items.map(truthOf);
  const decisive = name === "any";
  if (truths.includes(decisive)) return boolean(decisive);
  return value.isOpen || truths.includes(null) ? unknown(name) : boolean(!decisive);
}

const harmless = new Set(
  "print repr open bytes id type vars dir locals globals input hash round abs min max sum divmod pow ord chr hasattr issubclass iter next object property super filter float complex format callable frozenset slice staticmethod classmethod bin hex memoryview".split(
    " ",
  ),
);

/** Python's built-in functions; undefined: none of them. */
export function callBuiltin(name: string, call: Call, interpreter: Interpreter): Value | undefined {
  const [first, second] = call.args.positional;
  switch (name) {
    case "range":
      return range(call, interpreter);
    case "list":
    case "tuple":
    case "set":
      return listOf(first, name, call, interpreter);
    case "sorted":
    case "reversed":
      return listOf(first, "list", call, interpreter);
    case "dict": {
      const entries = [...call.args.named].map(([key, value]) => ({ key: text(key), value }));
      const base = first?.type === "dict" ? first.entries : [];
      const isOpen = call.args.isOpen || (first !== undefined && (first.type !== "dict" || first.isOpen));
      return { type: "dict", entries: [...base, ...entries], isOpen, doubt: interpreter.doubt };
    }
    case "enumerate": {
      const items = first === undefined ? null : interpreter.itemsOf(first, call.line);
      if (items !== null)
        return {
          ...list(items.items.map((item, index) => list([number(index), item], "tuple"))),
          isOpen: items.isOpen,
        };
      if (first === undefined) return unknown(name);
      let last: Value = unknown("an item");
      interpreter.iterate(first, call.line, (item) => {
        last = item;
      });
      return { ...list([list([unknown("an index"), last], "tuple")]), isOpen: true };
    }
    case "zip":
      return zip(call, interpreter);
    case "map":
      return mapped(call, interpreter);
    case "len":
      return size(first);
    case "any":
    case "all":
      return quantified(name, first);
    case "str": {
      const known = first === undefined ? "" : shown(first);
      return known === null ? (first?.type === "text" ? first : partialText("NULL")) : text(known);
    }
    case "int": {
      const digits = first === undefined ? "0" : shown(first);
      return digits !== null && /^\s*-?\d+\s*$/.test(digits) ? number(Number(digits)) : unknown("a number");
    }
    case "bool": {
      const truth = truthOf(first);
      return truth === null ? unknown("a condition") : boolean(truth);
    }
    case "isinstance":
      return unknown("isinstance");
    case "getattr": {
      const attribute = textOf(second);
      if (first === undefined || attribute === null) return unknown(name);
      return interpreter.attribute(first, attribute);
    }
    case "setattr":
      if (first?.type === "host") first.host.assigned?.(call.line);
      return unknown(name);
    default:
      if (!harmless.has(name))
        return /^[A-Z]\w*(Error|Exception|Warning)$/.test(name) ? symbol(name) : undefined;
      for (const value of call.args.positional) if (value.type === "host") interpreter.use(value, call.line);
      return unknown(`${name}(${first === undefined ? "" : describe(first)})`);
  }
}
