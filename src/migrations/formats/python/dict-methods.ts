import type { Interpreter } from "./interpreter.js";
import type { Call } from "./value.js";
import { entryOf } from "./known.js";
import { dict, type DictValue, list, none, text, unknown, type Value } from "./value.js";

const openIf = (isOpen: boolean, items: readonly Value[], doubt: number): Value => ({
  ...list(items, "list", doubt),
  isOpen,
});

/** Methods of dicts. */
export function dictMethods(receiver: DictValue, name: string, call: Call, interpreter: Interpreter): Value {
  const { entries, isOpen } = receiver;
  const [first, second] = call.args.positional;
  const { doubt } = interpreter;
  switch (name) {
    case "items":
      return openIf(
        isOpen,
        entries.map(({ key, value }) => list([key, value], "tuple")),
        doubt,
      );
    case "keys":
      return openIf(
        isOpen,
        entries.map(({ key }) => key),
        doubt,
      );
    case "values":
      return openIf(
        isOpen,
        entries.map(({ value }) => value),
        doubt,
      );
    case "get":
    case "setdefault":
    case "pop": {
      const found = first === undefined ? null : entryOf(receiver, first);
      if (name !== "get") receiver.isOpen = true;
      if (found === null) return unknown("an entry of a dict");
      return found ?? second ?? none;
    }
    case "update": {
      if (first?.type === "dict") entries.push(...first.entries);
      for (const [key, value] of call.args.named) entries.push({ key: text(key), value });
      if ((first !== undefined && (first.type !== "dict" || first.isOpen)) || doubt > receiver.doubt)
        receiver.isOpen = true;
      return none;
    }
    case "copy":
      return { ...dict(entries, doubt), isOpen };
    case "clear":
    case "popitem":
      receiver.isOpen = true;
      return unknown(name);
    default:
      return unknown(name);
  }
}
