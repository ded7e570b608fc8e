import type { Interpreter } from "./interpreter.js";
import { textOf } from "./known.js";
import { List, Pattern, Unknown, type Value } from "./value.js";

type Method = (text: string, args: readonly Value[], interpreter: Interpreter) => Value;

const whole = (value: Value): number | undefined => (typeof value === "number" ? value : undefined);
const longestText = 1_000_000;

/** Only white space is replaced by a pattern without a doubt about what it means. */
const spaces: Readonly<Record<string, RegExp>> = {
  "\\s+": /\s+/,
  "\\s": /\s/,
  "\\n": /\n/,
  "\\n+": /\n+/,
  "\\r?\\n": /\r?\n/,
  "'": /'/,
  '"': /"/,
  "`": /`/,
  "-": /-/,
};

function replaced(text: string, [what, by]: readonly Value[], all: boolean): Value {
  if (typeof by !== "string") return new Unknown("a replaced text");
  if (typeof what === "string") return all ? text.replaceAll(what, () => by) : text.replace(what, () => by);
  const pattern =
    what instanceof Pattern && Object.hasOwn(spaces, what.source) ? spaces[what.source] : undefined;
  if (pattern === undefined || !(what instanceof Pattern)) return new Unknown("a replaced text");
  return text.replace(new RegExp(pattern, what.flags.includes("g") ? "g" : ""), () => by);
}

const methods: Readonly<Record<string, Method>> = {
  trim: (text) => text.trim(),
  trimStart: (text) => text.trimStart(),
  trimEnd: (text) => text.trimEnd(),
  toLowerCase: (text) => text.toLowerCase(),
  toUpperCase: (text) => text.toUpperCase(),
  toString: (text: string) => text,
  valueOf: (text: string) => text,
  charAt: (text, [index]) => text.charAt(whole(index) ?? 0),
  slice: (text, [from, to]) => text.slice(whole(from), whole(to)),
  substring: (text, [from, to]) => text.substring(whole(from) ?? 0, whole(to)),
  startsWith: (text, [start]) =>
    typeof start === "string" ? text.startsWith(start) : new Unknown("a condition"),
  endsWith: (text, [end]) => (typeof end === "string" ? text.endsWith(end) : new Unknown("a condition")),
  includes: (text, [part]) => (typeof part === "string" ? text.includes(part) : new Unknown("a condition")),
  indexOf: (text, [part]) => (typeof part === "string" ? text.indexOf(part) : new Unknown("an index")),
  concat: (text, args, interpreter) => interpreter.join([text, ...args]),
  split: (text, [separator]) =>
    typeof separator === "string" && separator !== ""
      ? new List(text.split(separator))
      : new Unknown("parts of a text"),
  repeat: (text, [count]) => {
    const times = whole(count) ?? -1;
    return times >= 0 && text.length * times <= longestText ? text.repeat(times) : new Unknown("a long text");
  },
  padStart: (text, [length, by]) =>
    text.padStart(Math.min(whole(length) ?? 0, 1000), textOf(by ?? " ") ?? " "),
  replace: (text, args) => replaced(text, args, false),
  replaceAll: (text, args) => replaced(text, args, true),
};

/** A method of a text; null: none that is known. */
export function textMethod(key: string): Method | null {
  return Object.hasOwn(methods, key) ? (methods[key] ?? null) : null;
}
