import { instantiate } from "./classes.js";
import type { Interpreter } from "./interpreter.js";
import { Closure, List, Native, Unknown, type Value } from "./value.js";

/** What `new` makes: of the file's classes, of a `Set` and a `Promise`, and of what nobody knows. */
export function constructValue(
  callee: Value,
  args: readonly Value[],
  line: number,
  interpreter: Interpreter,
): Value {
  if (callee instanceof Closure) return instantiate(callee, args, line, interpreter);
  if (callee instanceof Unknown && callee.what === "Set") {
    const [list] = args;
    if (list === undefined || list instanceof List) return new List(list === undefined ? [] : list.items);
  }
  if (callee instanceof Unknown && callee.what === "Promise") {
    const resolve = new Native("resolve", ([value]) => value);
    return interpreter.callBack(args[0], [resolve, resolve], line);
  }
  const name = callee instanceof Unknown ? `new ${callee.what}` : "new";
  return interpreter.call({ callee, self: undefined, args, line, name });
}
