import type { Call, Interpreter } from "./interpreter.js";
import { carriesHandle, isCallable } from "./known.js";
import { List, Unknown, type Value } from "./value.js";

/** What is not known may do anything with the handles that it is given, and calls what it is given once at least. */
export function callUnknown({ callee, self, args, line, name }: Call, interpreter: Interpreter): Value {
  const own = callee instanceof Unknown && callee.own;
  const rows =
    (self instanceof Unknown && self.rows) || args.some((arg) => arg instanceof Unknown && arg.rows);
  if (callee instanceof Unknown && callee.acts)
    interpreter.steps.unreadable(line, `${name}: what it does is not known`);
  else if (args.some((arg) => carriesHandle(arg)))
    interpreter.steps.unreadable(line, `${name}: what it does with the database is not known`);
  const list = args.find((arg) => arg instanceof List);
  for (const callback of args.filter(isCallable)) {
    if (list !== undefined)
      for (const item of list.items) interpreter.settle(interpreter.callBack(callback, [item], line), line);
    else
      interpreter.inLoop(() => {
        interpreter.perhaps(() => {
          const item = new Unknown("an item", { rows });
          interpreter.settle(interpreter.callBack(callback, [item, item, item], line), line);
        });
      });
  }
  return new Unknown(name, { own, called: own, rows });
}
