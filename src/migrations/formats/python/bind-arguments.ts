import type { Interpreter } from "./interpreter.js";
import { type Arguments, type Code, list, type Names, none, text, unknown } from "./value.js";

/** Gives a function's parameters what a call was given for them. */
export function bindArguments(
  { parameters, scope: outer }: Code,
  args: Arguments,
  scope: Names,
  interpreter: Interpreter,
): void {
  const { isOpen } = args;
  const named = new Map(args.named);
  const positional = [...args.positional];
  let onlyNamed = false;
  for (const { name, kind, fallback } of parameters) {
    if (kind === "*") {
      onlyNamed = true;
      scope.names.set(name, { ...list(positional.splice(0), "tuple"), isOpen });
    } else if (kind === "**") {
      const entries = [...named].map(([key, value]) => ({ key: text(key), value }));
      scope.names.set(name, { type: "dict", entries, isOpen, doubt: interpreter.doubt });
    } else {
      const given = onlyNamed ? named.get(name) : (positional.shift() ?? named.get(name));
      named.delete(name);
      // What a `*` or `**` holds that is not known may be this parameter's.
      const absent = isOpen
        ? unknown(name)
        : fallback === null
          ? none
          : interpreter.evaluate(fallback, outer);
      scope.names.set(name, given ?? absent);
    }
  }
}
