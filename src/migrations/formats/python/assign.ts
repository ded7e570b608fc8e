import type { Interpreter } from "./interpreter.js";
import { sameValue } from "./known.js";
import type { Names } from "./value.js";
import type { Expression } from "./syntax.js";
import { list, unknown, type Value } from "./value.js";

function takeApart(
  targets: readonly Expression[],
  value: Value,
  scope: Names,
  interpreter: Interpreter,
): void {
  const isKnown = value.type === "list" && !value.isOpen;
  const star = targets.findIndex(({ kind }) => kind === "star");
  targets.forEach((target, index) => {
    const ofRow = value.type === "unknown" && value.ofRow;
    if (!isKnown) {
      assign(target, unknown("a part of a list", null, ofRow), scope, interpreter);
      return;
    }
    const { items } = value;
    if (star === -1 || index < star) assign(target, items[index] ?? unknown("a part"), scope, interpreter);
    else if (index === star)
      assign(target, list(items.slice(star, items.length - (targets.length - star - 1))), scope, interpreter);
    else
      assign(target, items[items.length - (targets.length - index)] ?? unknown("a part"), scope, interpreter);
  });
}

/** `container[key] = value` */
function setItem(container: Value, key: Value, value: Value, interpreter: Interpreter): void {
  if (container.type === "list") container.isOpen = true;
  if (container.type !== "dict") return;
  const isCertain = interpreter.doubt <= container.doubt;
  const present = container.entries.find((entry) => sameValue(entry.key, key) === true);
  if (present === undefined) container.entries.push({ key, value });
  else present.value = isCertain ? value : unknown("an entry");
  if (!isCertain) container.isOpen = true;
}

/** Gives a value to what stands on the left side. */
export function assign(target: Expression, value: Value, scope: Names, interpreter: Interpreter): void {
  switch (target.kind) {
    case "name":
      interpreter.assignments.set(scope, target.name, value);
      return;
    case "star":
      assign(target.value, value, scope, interpreter);
      return;
    case "list":
      takeApart(target.items, value, scope, interpreter);
      return;
    case "subscript": {
      const container = interpreter.evaluate(target.object, scope);
      const [index] = target.index;
      if (index !== undefined) setItem(container, interpreter.evaluate(index, scope), value, interpreter);
      return;
    }
    case "attribute": {
      const object = interpreter.evaluate(target.object, scope);
      if (object.type === "host") object.host.assigned?.(target.line);
      if (object.type === "class") interpreter.assignments.set(object.scope, target.name, value);
      return;
    }
    case "assigned":
    case "binary":
    case "boolean":
    case "call":
    case "comprehension":
    case "conditional":
    case "dict":
    case "lambda":
    case "none":
    case "number":
    case "other":
    case "text":
    case "unary":
    default:
      return;
  }
}
