import { callBuiltin } from "./builtins.js";
import { describe } from "./describe.js";
import { dictMethods } from "./dict-methods.js";
import type { Interpreter } from "./interpreter.js";
import { listMethods } from "./list-methods.js";
import { textMethods } from "./text-methods.js";
import { Unreadable } from "./unreadable.js";
import {
  type Arguments,
  boolean,
  type Call,
  type ClassValue,
  type ConstructValue,
  unknown,
  type Value,
} from "./value.js";

/** Of lists, sets and dicts that are not known. */
const collectionMethods = new Set(
  "append add extend update get setdefault insert items keys values pop".split(" "),
);

/** Calls a value: a function of the file, a method, what was imported, or what nobody knows. */
export function callValue(callee: Value, call: Call, interpreter: Interpreter): Value {
  switch (callee.type) {
    case "symbol":
    case "class":
      return construct(callee, call, interpreter);
    case "method":
      return callMethod(callee.owner, callee.name, call, interpreter);
    case "function":
      return interpreter.invoke(callee.code, call.args, callee.bound);
    case "host":
      return callee.host.call("", call) ?? notKnown(callee.host.name, call, interpreter);
    case "boolean":
    case "construct":
    case "dict":
    case "list":
    case "none":
    case "number":
    case "text":
    case "unknown":
    default:
      return notKnown(describe(callee), call, interpreter);
  }
}

function construct(
  callee: Extract<Value, { type: "symbol" | "class" }>,
  { args, line }: Call,
  interpreter: Interpreter,
): Value {
  const ofClass: ClassValue | null = callee.type === "class" ? callee : null;
  const path = callee.type === "class" ? callee.name : callee.path;
  const owner = callee.type === "class" ? null : callee.owner;
  if (path.startsWith("builtins.") && owner === null) {
    const value = callBuiltin(path.slice("builtins.".length), { args, line }, interpreter);
    if (value !== undefined) return value;
  }
  const made: ConstructValue = { type: "construct", path, owner, args, line, ofClass };
  const answer = interpreter.domain.call(made, interpreter);
  if (answer !== undefined) return answer;
  if (ofClass === null && isGivenDatabase(args))
    throw new Unreadable(`${describe(made)} is given the database: what it does is not known`);
  return made;
}

/** Whether a call is given something by which it may change the database. */
function isGivenDatabase({ positional, named }: Arguments): boolean {
  return [...positional, ...named.values()].some((value) => value.type === "host" && value.host.isDatabase);
}

function callMethod(owner: Value, name: string, call: Call, interpreter: Interpreter): Value {
  const known = callKnownMethod(owner, name, call, interpreter);
  if (known !== undefined) return known;
  const what = `${describe(owner)}.${name}`;
  if (owner.type === "host") return notKnown(what, call, interpreter);
  if (owner.type === "unknown" && !owner.ofRow && collectionMethods.has(name)) return unknown(what);
  if (owner.type === "unknown" && (owner.ofRow || owner.doubt !== null))
    return notKnown(what, call, interpreter);
  if (isGivenDatabase(call.args)) return notKnown(what, call, interpreter);
  return unknown(what, null, owner.type === "unknown" && owner.ofRow);
}

function callKnownMethod(
  owner: Value,
  name: string,
  call: Call,
  interpreter: Interpreter,
): Value | undefined {
  switch (owner.type) {
    case "host":
      return owner.host.call(name, call);
    case "text":
      return textMethods(owner, name, call, interpreter);
    case "list":
      return listMethods(owner, name, call, interpreter);
    case "dict":
      return dictMethods(owner, name, call, interpreter);
    case "none":
    case "boolean":
    case "number":
      return boolean(false);
    case "class":
    case "construct":
    case "function":
    case "method":
    case "symbol":
    case "unknown":
    default:
      return interpreter.domain.method(owner, name, call, interpreter);
  }
}

function notKnown(what: string, { args, line }: Call, interpreter: Interpreter): Value {
  if (isGivenDatabase(args)) throw new Unreadable(`${what} is given the database: what it does is not known`);
  // Functions that are given on may be called.
  for (const value of [...args.positional, ...args.named.values()])
    if (value.type === "function")
      interpreter.unknownLoop(() =>
        interpreter.invoke(value.code, { positional: [], named: new Map(), isOpen: true }),
      );
  return unknown(what, { line, what });
}
