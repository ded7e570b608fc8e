import type { Interpreter } from "./interpreter.js";
import { interpolated, sameValue, truthOf } from "./known.js";
import { matchValue } from "./regexp.js";
import { boolean, type Call, hash, nil, text, unknown, type Value } from "./value.js";

function equality(a: Value, b: Value, whenSame: boolean): Value {
  const same = sameValue(a, b);
  return same === null ? unknown("a comparison") : boolean(same === whenSame);
}

/** Methods of any object, and of nil, lambdas and patterns. */
export function objectMethods(call: Call, interpreter: Interpreter): Value | undefined {
  const { receiver, name, args, block } = call;
  const [argument] = args;
  if (receiver.type === "lambda" && ["call", "()", "[]", "yield", "===", "to_proc"].includes(name))
    return name === "to_proc" ? receiver : interpreter.yieldTo(receiver.block, args);
  if (receiver.type === "regexp" && ["=~", "match?", "match", "==="].includes(name))
    return argument === undefined ? unknown(name) : matchValue(receiver, argument);
  switch (name) {
    case "==":
    case "eql?":
    case "equal?":
    case "===":
      return argument === undefined ? unknown(name) : equality(receiver, argument, true);
    case "!=":
      return argument === undefined ? unknown(name) : equality(receiver, argument, false);
    case "!": {
      const truth = truthOf(receiver);
      return truth === null ? unknown("a condition") : boolean(!truth);
    }
    case "nil?":
      return receiver.type === "unknown" || receiver.type === "record"
        ? unknown(name)
        : boolean(receiver.type === "nil");
    case "blank?":
    case "present?": {
      const truth = truthOf(receiver);
      return truth === null ? unknown(name) : boolean((name === "present?") === truth);
    }
    case "presence":
    case "freeze":
    case "dup":
    case "itself":
      return receiver;
    case "to_s": {
      const shown = interpolated(receiver);
      return shown === null ? unknown("a text") : text(shown);
    }
    case "to_a":
      return receiver.type === "nil" ? { type: "array", items: [] } : undefined;
    case "to_h":
      return receiver.type === "nil" ? hash([]) : undefined;
    case "tap":
    case "then":
    case "yield_self": {
      const value = block === null ? nil : interpreter.yieldTo(block, [receiver]);
      return name === "tap" ? receiver : value;
    }
    case "class":
      // Its class methods are read as its own.
      return receiver.type === "migration" ? receiver : unknown(name);
    case "is_a?":
    case "kind_of?":
    case "instance_of?":
    case "respond_to?":
    case "hash":
    case "object_id":
    case "inspect":
      return unknown(name);
    default:
      return undefined;
  }
}
