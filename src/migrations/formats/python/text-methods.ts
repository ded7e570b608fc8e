import type { Interpreter } from "./interpreter.js";
import type { Call } from "./value.js";
import { argument, holds, shown, textOf } from "./known.js";
import { boolean, list, number, partialText, text, unknown, type Value } from "./value.js";

type Text = Extract<Value, { type: "text" }>;

const plain: Readonly<Record<string, (value: string) => string>> = {
  lower: (value) => value.toLowerCase(),
  upper: (value) => value.toUpperCase(),
  casefold: (value) => value.toLowerCase(),
  strip: (value) => value.trim(),
  lstrip: (value) => value.trimStart(),
  rstrip: (value) => value.trimEnd(),
  title: (value) => value.replaceAll(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1)),
  capitalize: (value) => value.charAt(0).toUpperCase() + value.slice(1).toLowerCase(),
  encode: (value) => value,
  decode: (value) => value,
  expandtabs: (value) => value,
};

/** `"{} {0} {name}".format(...)` */
function format(receiver: Text, { args }: Call): Value {
  const queue = [...args.positional];
  let isPartial = receiver.isPartial;
  const result = receiver.text.replaceAll(/\{\{|\}\}|\{([^{}]*)\}/g, (whole, inner?: string) => {
    if (inner === undefined) return whole.charAt(0);
    const key = inner.split(/[!:]/, 1)[0] ?? "";
    const value =
      key === "" ? queue.shift() : /^\d+$/.test(key) ? args.positional[Number(key)] : args.named.get(key);
    const inserted = value === undefined ? null : shown(value);
    if (inserted === null) isPartial = true;
    return inserted ?? (value?.type === "text" ? value.text : "NULL");
  });
  return isPartial ? partialText(result, receiver.line) : text(result, receiver.line);
}

function join(receiver: Text, call: Call, interpreter: Interpreter): Value {
  const [values] = call.args.positional;
  const items = values === undefined ? null : interpreter.itemsOf(values, call.line);
  if (items === null) return partialText("NULL", receiver.line);
  const parts = items.items.map((item) => shown(item) ?? (item.type === "text" ? item.text : null));
  const isWhole = !items.isOpen && items.items.every((item) => shown(item) !== null) && !receiver.isPartial;
  const whole = parts.map((part) => part ?? "NULL").join(receiver.text);
  return isWhole ? text(whole, receiver.line) : partialText(whole, receiver.line);
}

/** Methods of texts. */
export function textMethods(
  receiver: Text,
  name: string,
  call: Call,
  interpreter: Interpreter,
): Value | undefined {
  const [first, second] = call.args.positional;
  const given = textOf(first);
  const change = plain[name];
  // `strip("x")` takes other characters away than blanks.
  if (change !== undefined && (first === undefined || name === "encode" || name === "decode"))
    return { ...receiver, text: change(receiver.text) };
  switch (name) {
    case "format":
      return format(receiver, call);
    case "join":
      return join(receiver, call, interpreter);
    case "replace": {
      const replacement = second === undefined ? null : shown(second);
      if (given === null || given === "") return partialText(receiver.text, receiver.line);
      const result = receiver.text.replaceAll(given, () => replacement ?? "NULL");
      return replacement === null ? partialText(result, receiver.line) : { ...receiver, text: result };
    }
    case "split":
    case "splitlines": {
      if (receiver.isPartial) return unknown("a list");
      const separator = name === "splitlines" ? "\n" : (given ?? textOf(argument(call.args, 0, "sep")));
      if (first !== undefined && separator === null) return unknown("a list");
      const parts =
        separator === null
          ? receiver.text.split(/\s+/).filter((part) => part !== "")
          : receiver.text.split(separator === "" ? "\n" : separator);
      interpreter.spend(parts.length);
      return list(parts.map((part) => text(part)));
    }
    case "startswith":
      return given === null || receiver.isPartial ? unknown(name) : boolean(receiver.text.startsWith(given));
    case "endswith":
      return given === null || receiver.isPartial ? unknown(name) : boolean(receiver.text.endsWith(given));
    case "__contains__": {
      const held = first === undefined ? null : holds(receiver, first);
      return held === null ? unknown(name) : boolean(held);
    }
    case "count":
    case "find":
    case "index":
      return given === null || receiver.isPartial || name === "count"
        ? unknown(name)
        : number(receiver.text.indexOf(given));
    case "strip":
    case "lstrip":
    case "rstrip":
      return partialText(receiver.text, receiver.line);
    default:
      return unknown(name);
  }
}
