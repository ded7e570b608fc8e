import type { Interpreter } from "./interpreter.js";
import { entryOf, interpolated, textOf, truthOf } from "./known.js";
import { isOneOf } from "./text-methods.js";
import { array, boolean, type Call, hash, nil, number, text, unknown, type Value } from "./value.js";

/** Methods that call their block for each item; what most of them give is not followed. */
const iterating = new Set(
  (
    "each each_with_index each_entry reverse_each each_slice each_cons each_with_object map collect flat_map " +
    "collect_concat filter_map select filter find_all reject partition group_by index_by sort_by min_by max_by sum " +
    "inject reduce any? all? none? find detect find_index each_pair each_key each_value map! select! reject! " +
    "delete_if keep_if to_h transform_values transform_keys count cycle in_groups_of"
  ).split(" "),
);

const kept = new Set([
  "select",
  "filter",
  "find_all",
  "reject",
  "select!",
  "filter!",
  "reject!",
  "delete_if",
  "keep_if",
]);

/** The arguments of each turn of a loop over a list. */
function turns(items: readonly Value[], { name, args }: Call): readonly (readonly Value[])[] {
  const [argument] = args;
  if (name === "each_with_index") return items.map((item, index) => [item, number(index)]);
  if (name === "each_with_object") return items.map((item) => [item, argument ?? nil]);
  if (name === "inject" || name === "reduce") return items.map((item) => [unknown("a sum"), item]);
  if (name === "each_slice" || name === "in_groups_of") {
    const size = argument?.type === "number" ? Math.max(1, argument.number) : items.length;
    return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => [
      array(items.slice(index * size, (index + 1) * size)),
    ]);
  }
  return (name === "reverse_each" ? [...items].reverse() : items).map((item) => [item]);
}

function iterate(items: readonly Value[], call: Call, interpreter: Interpreter): Value {
  const { block, name, receiver } = call;
  if (block === null)
    return name === "each_with_index"
      ? array(items.map((item, index) => array([item, number(index)])))
      : receiver;
  const values = interpreter.loop(block, turns(items, call), [unknown("an item")]);
  if (name.startsWith("each") || name === "reverse_each") {
    for (const value of values) interpreter.discard(value);
    return name === "each_with_object" ? (call.args[0] ?? nil) : receiver;
  }
  if (/^(map|collect)!?$/.test(name)) return array(values);
  if (name === "flat_map")
    return array(values.flatMap((value) => (value.type === "array" ? value.items : [value])));
  if (name === "filter_map") return array(values.filter((value) => truthOf(value) !== false));
  if (kept.has(name)) {
    const drops = name.startsWith("reject") || name === "delete_if";
    return array(items.filter((_, index) => truthOf(values[index] ?? nil) !== drops));
  }
  if (name === "to_h")
    return hash(
      values.flatMap((value) =>
        value.type === "array" ? [{ key: value.items[0] ?? nil, value: value.items[1] ?? nil }] : [],
      ),
    );
  return unknown(name);
}

function joined(items: readonly Value[], separator: string): Value {
  const parts = items.map((item) => (item.type === "partial" ? null : interpolated(item)));
  if (!parts.includes(null)) return text(parts.join(separator));
  return {
    type: "partial",
    text: items
      .map((item, index) => (item.type === "partial" ? item.text : (parts[index] ?? "NULL")))
      .join(separator),
  };
}

const flat = (items: readonly Value[], depth = 0): Value[] =>
  items.flatMap((item) => (item.type === "array" && depth < 8 ? flat(item.items, depth + 1) : [item]));

/** Methods of arrays, and of ranges, which are read as arrays. */
export function listMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { receiver, name, args } = call;
  if (receiver.type !== "array") return undefined;
  const { items } = receiver;
  const [argument] = args;
  interpreter.spend(items.length);
  if (iterating.has(name) || name === "with_index") {
    if (name === "count" && call.block === null) return number(items.length);
    return iterate(items, name === "with_index" ? { ...call, name: "each_with_index" } : call, interpreter);
  }
  switch (name) {
    case "freeze":
    case "to_a":
    case "dup":
    case "each_entry":
    case "itself":
      return receiver;
    case "join":
      return joined(items, textOf(argument) ?? "");
    case "+":
    case "|":
    case "concat":
      return argument?.type === "array" ? array([...items, ...argument.items]) : unknown("a list");
    case "-":
      return argument?.type === "array"
        ? array(items.filter((item) => truthOf(isOneOf(item, argument.items)) !== true))
        : unknown("a list");
    case "<<":
    case "push":
    case "append":
      items.push(...args);
      return receiver;
    case "include?":
      return argument === undefined ? unknown(name) : isOneOf(argument, items);
    case "first":
    case "last":
      if (argument === undefined) return (name === "first" ? items[0] : items.at(-1)) ?? nil;
      if (argument.type !== "number") return unknown("a list");
      return array(name === "first" ? items.slice(0, argument.number) : items.slice(-argument.number));
    case "[]":
    case "at":
    case "fetch":
      return argument?.type === "number" && args.length === 1
        ? (items.at(argument.number) ?? nil)
        : unknown("an item");
    case "size":
    case "length":
      return number(items.length);
    case "empty?":
    case "blank?":
      return boolean(items.length === 0);
    case "any?":
    case "present?":
      return boolean(items.length > 0);
    case "flatten":
      return array(flat(items));
    case "compact":
      return array(items.filter((item) => item.type !== "nil"));
    case "uniq":
      return array(items.filter((item, index) => truthOf(isOneOf(item, items.slice(0, index))) !== true));
    case "reverse":
      return array([...items].reverse());
    case "sort":
      return receiver;
    case "zip":
      return argument?.type === "array"
        ? array(items.map((item, index) => array([item, argument.items[index] ?? nil])))
        : unknown("a list");
    case "product":
      return argument?.type === "array"
        ? array(items.flatMap((item) => argument.items.map((other) => array([item, other]))))
        : unknown("a list");
    default:
      return undefined;
  }
}

/** Methods of hashes: loops see pairs. */
export function hashMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { receiver, name, args } = call;
  if (receiver.type !== "hash") return undefined;
  const { entries } = receiver;
  const key = textOf(args[0]);
  const pairs = entries.map((entry) => array([entry.key, entry.value]));
  if (name === "each_key")
    return listMethods(
      { ...call, name: "each", receiver: array(entries.map((entry) => entry.key)) },
      interpreter,
    );
  if (name === "each_value")
    return listMethods(
      { ...call, name: "each", receiver: array(entries.map((entry) => entry.value)) },
      interpreter,
    );
  if (/^transform_(keys|values)$/.test(name)) return unknown("a hash");
  if (iterating.has(name)) return listMethods({ ...call, receiver: array(pairs) }, interpreter);
  switch (name) {
    case "freeze":
    case "dup":
    case "to_h":
    case "with_indifferent_access":
    case "symbolize_keys":
    case "stringify_keys":
      return receiver;
    case "keys":
      return array(entries.map((entry) => entry.key));
    case "values":
      return array(entries.map((entry) => entry.value));
    case "to_a":
      return array(pairs);
    case "[]":
    case "fetch":
    case "dig":
      return key === null ? unknown("a value") : (entryOf(entries, key) ?? args[1] ?? nil);
    case "[]=":
    case "store":
      entries.push({ key: args[0] ?? nil, value: args[1] ?? nil });
      return args[1] ?? nil;
    case "key?":
    case "has_key?":
    case "include?":
      return key === null ? unknown(name) : boolean(entryOf(entries, key) !== undefined);
    case "merge":
    case "reverse_merge":
    case "merge!": {
      const [other] = args;
      if (other?.type !== "hash") return unknown("a hash");
      return hash(name === "reverse_merge" ? [...other.entries, ...entries] : [...entries, ...other.entries]);
    }
    case "except":
    case "slice":
      return hash(
        entries.filter(
          (entry) => args.some((arg) => textOf(arg) === textOf(entry.key)) === (name === "slice"),
        ),
      );
    case "size":
    case "length":
      return number(entries.length);
    case "empty?":
    case "blank?":
      return boolean(entries.length === 0);
    case "any?":
    case "present?":
      return boolean(entries.length > 0);
    default:
      return undefined;
  }
}
