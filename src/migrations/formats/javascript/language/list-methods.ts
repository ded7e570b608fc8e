import type { Interpreter } from "./interpreter.js";
import { isCallable, sameValue, textOf, truthOf } from "./known.js";
import { List, Unknown, type Value } from "./value.js";

type Method = (list: List, args: readonly Value[], line: number, interpreter: Interpreter) => Value;

const each = (
  list: List,
  [callee]: readonly Value[],
  line: number,
  interpreter: Interpreter,
): readonly Value[] =>
  [...list.items].map((item, index) => interpreter.callBack(callee, [item, index, list], line));

const truths: (...given: Parameters<typeof each>) => readonly (boolean | null)[] = (...given) =>
  each(...given).map(truthOf);

const whole = (value: Value, otherwise: number): number => (typeof value === "number" ? value : otherwise);

const flat = (items: readonly Value[], depth: number): Value[] =>
  items.flatMap((item) => (item instanceof List && depth > 0 ? flat(item.items, depth - 1) : [item]));

function compared(list: List, [callee]: readonly Value[], line: number, interpreter: Interpreter): Value {
  const isKnown = isCallable(callee) || list.items.every((item) => textOf(item) !== null);
  if (!isKnown) return list;
  const sorted = list.items.toSorted((one, other) => {
    if (!isCallable(callee)) return (textOf(one) ?? "") < (textOf(other) ?? "") ? -1 : 1;
    const order = interpreter.callBack(callee, [one, other], line);
    return typeof order === "number" ? order : 0;
  });
  return new List(sorted);
}

function included({ items }: List, [wanted]: readonly Value[]): Value {
  const answers = items.map((item) => sameValue(item, wanted));
  if (answers.includes(true)) return true;
  return answers.every((answer) => answer === false) ? false : unknown("whether a list has an item");
}

const unknown = (what: string): Unknown => new Unknown(what);

function grow(list: List, added: readonly Value[], interpreter: Interpreter): void {
  interpreter.spend(1 + (list.items.length + added.length) / 100);
  list.items.push(...added);
}

const methods: Readonly<Record<string, Method>> = {
  map: (...given) => new List(each(...given)),
  forEach: (list, [callee], line, interpreter) => {
    for (const item of each(list, [callee], line, interpreter)) interpreter.settle(item, line);
    return undefined;
  },
  flatMap: (...given) => new List(flat(each(...given), 1)),
  filter: (...given) => {
    const answers = truths(...given);
    return new List(given[0].items.filter((_, index) => answers[index] !== false));
  },
  find: (...given) => {
    const answers = truths(...given);
    const at = answers.findIndex((answer) => answer !== false);
    return answers[at] === null ? unknown("an item") : given[0].items[at];
  },
  findIndex: (...given) => {
    const answers = truths(...given);
    const at = answers.findIndex((answer) => answer !== false);
    return answers[at] === null ? unknown("an index") : at;
  },
  some: (...given) => {
    const answers = truths(...given);
    if (answers.includes(true)) return true;
    return answers.includes(null) ? unknown("a condition") : false;
  },
  every: (...given) => {
    const answers = truths(...given);
    if (answers.includes(false)) return false;
    return answers.includes(null) ? unknown("a condition") : true;
  },
  reduce: (list, args, line, interpreter) => {
    const [callee, start] = args;
    const items = args.length > 1 ? [start, ...list.items] : [...list.items];
    return items
      .slice(1)
      .reduce<Value>(
        (total, item, index) => interpreter.callBack(callee, [total, item, index], line),
        items[0],
      );
  },
  includes: included,
  has: included,
  indexOf: (list, [wanted]) => {
    const answers = list.items.map((item) => sameValue(item, wanted));
    return answers.includes(null) ? unknown("an index") : answers.indexOf(true);
  },
  join: (list, [separator], _line, interpreter) => {
    const between = separator === undefined ? "," : separator;
    const parts = list.items.flatMap((item, index) => (index === 0 ? [item] : [between, item]));
    return interpreter.join(parts);
  },
  concat: (list, args) =>
    new List([...list.items, ...args.flatMap((arg) => (arg instanceof List ? arg.items : [arg]))]),
  push: (list, args, _line, interpreter) => {
    grow(list, args, interpreter);
    return list.items.length;
  },
  add: (list, args, _line, interpreter) => {
    if (included(list, args) !== true) grow(list, args, interpreter);
    return list;
  },
  unshift: (list, args) => list.items.unshift(...args),
  pop: ({ items }) => items.pop(),
  shift: ({ items }) => items.shift(),
  slice: ({ items }, [from, to]) => new List(items.slice(whole(from, 0), whole(to, items.length))),
  splice: ({ items }, [from, count, ...added]) =>
    new List(items.splice(whole(from, 0), whole(count, items.length), ...added)),
  at: ({ items }, [index]) => items.at(whole(index, 0)),
  flat: ({ items }, [depth]) => new List(flat(items, whole(depth, 1))),
  reverse: ({ items }) => new List(items.toReversed()),
  toReversed: ({ items }) => new List(items.toReversed()),
  sort: compared,
  toSorted: compared,
  fill: (list, [value]) => new List(list.items.map(() => value)),
  entries: ({ items }) => new List(items.map((item, index) => new List([index, item]))),
  keys: ({ items }) => new List(items.map((_, index) => index)),
  values: (list) => list,
  delete: (list, args) => {
    const answer = included(list, args);
    const at = list.items.findIndex((item) => sameValue(item, args[0]) === true);
    if (at !== -1) list.items.splice(at, 1);
    return answer;
  },
};

/** A method of a list or set; null: none that is known. */
export function listMethod(key: string): Method | null {
  return Object.hasOwn(methods, key) ? (methods[key] ?? null) : null;
}
