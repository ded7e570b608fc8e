import type { Interpreter } from "./interpreter.js";
import type { Call } from "./value.js";
import { holds } from "./known.js";
import { boolean, list, type ListValue, none, number, unknown, type Value } from "./value.js";

/** Puts more into a list; where that is not certain, what it holds is no longer known. */
function grow(
  receiver: ListValue,
  items: readonly Value[],
  isCertain: boolean,
  interpreter: Interpreter,
): Value {
  interpreter.spend(items.length);
  receiver.items.push(...items);
  if (!isCertain || interpreter.doubt > receiver.doubt) receiver.isOpen = true;
  return none;
}

/** Methods of lists, tuples and sets. */
export function listMethods(receiver: ListValue, name: string, call: Call, interpreter: Interpreter): Value {
  const [first, second] = call.args.positional;
  switch (name) {
    case "append":
    case "add":
      return first === undefined ? none : grow(receiver, [first], true, interpreter);
    case "insert":
      if (second !== undefined && first?.type === "number" && interpreter.doubt <= receiver.doubt)
        receiver.items.splice(first.number, 0, second);
      else if (second !== undefined) grow(receiver, [second], false, interpreter);
      return none;
    case "extend":
    case "update":
    case "union": {
      const items = first === undefined ? null : interpreter.itemsOf(first, call.line);
      const added = items?.items ?? [];
      const isCertain = items !== null && !items.isOpen;
      if (name !== "union") return grow(receiver, added, isCertain, interpreter);
      return {
        ...list([...receiver.items, ...added], receiver.form, interpreter.doubt),
        isOpen: receiver.isOpen || !isCertain,
      };
    }
    case "pop":
    case "remove":
    case "discard":
    case "clear":
    case "difference_update":
    case "intersection_update":
      receiver.isOpen = true;
      return name === "pop" ? unknown("an item of a list") : none;
    case "sort":
    case "reverse":
      return none;
    case "copy":
      return { ...list(receiver.items, receiver.form, interpreter.doubt), isOpen: receiver.isOpen };
    case "__contains__": {
      const held = first === undefined ? null : holds(receiver, first);
      return held === null ? unknown(name) : boolean(held);
    }
    case "index":
    case "count":
      return unknown(name);
    case "__len__":
      return receiver.isOpen ? unknown(name) : number(receiver.items.length);
    case "difference":
    case "intersection":
    case "symmetric_difference":
      return { ...list(receiver.items, receiver.form, interpreter.doubt), isOpen: true };
    default:
      return unknown(name);
  }
}
