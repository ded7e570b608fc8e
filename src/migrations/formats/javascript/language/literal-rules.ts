import type * as t from "@babel/types";
import { describeNode } from "./describe.js";
import type { Interpreter, Rules } from "./interpreter.js";
import { isPlain, textOf } from "./known.js";
import { keyOf } from "./patterns.js";
import type { Scope } from "./scope.js";
import { List, Native, Obj, PartialText, Pattern, Unknown, type Value } from "./value.js";

/** Arguments or elements, with what `...` spreads; an unknown list stands as one unknown item. */
export function elementsOf(
  nodes: readonly (t.Node | null)[],
  scope: Scope,
  interpreter: Interpreter,
): Value[] {
  return nodes.flatMap((node): Value[] => {
    if (node === null) return [undefined];
    if (node.type !== "SpreadElement") return [interpreter.evaluate(node as t.Expression, scope)];
    const value = interpreter.evaluate(node.argument, scope);
    interpreter.spend(value instanceof List ? value.items.length : 1);
    return value instanceof List ? value.items : [new Unknown("items that are not known")];
  });
}

/** Texts put together; what is not known stands as NULL. */
export function join(parts: readonly Value[], interpreter: Interpreter): Value {
  const texts = parts.map((part) => (part instanceof PartialText ? part.text : (textOf(part) ?? "NULL")));
  const isWhole = parts.every((part) => textOf(part) !== null);
  const text = texts.join("");
  interpreter.spend(1 + text.length / 200);
  return isWhole ? text : new PartialText(text);
}

function object(node: t.ObjectExpression, scope: Scope, interpreter: Interpreter): Value {
  const made = new Obj();
  for (const property of node.properties) {
    interpreter.spend(1);
    if (property.type === "SpreadElement") {
      const value = interpreter.evaluate(property.argument, scope);
      if (value instanceof Obj) {
        for (const [key, entry] of value.entries) made.entries.set(key, entry);
        made.open ||= value.open;
      } else if (!isPlain(value)) made.open = true;
      continue;
    }
    const key = keyOf(property.key, property.computed, scope, interpreter);
    if (property.type === "ObjectMethod") {
      const value =
        property.kind === "get"
          ? new Unknown(key ?? "a property")
          : interpreter.closure(property, scope, key ?? "a method");
      if (key !== null) made.entries.set(key, value);
      continue;
    }
    const value = interpreter.evaluate(property.value as t.Expression, scope);
    if (key === null) made.open = true;
    else made.entries.set(key, value);
  }
  return made;
}

/** What is written out. */
export const literalRules: Rules<t.Expression, Value> = {
  StringLiteral: (node) => node.value,
  NumericLiteral: (node) => node.value,
  BooleanLiteral: (node) => node.value,
  BigIntLiteral: (node) => Number(node.value),
  NullLiteral: () => null,
  RegExpLiteral: (node) => new Pattern(node.pattern, node.flags),
  TemplateLiteral: (node, scope, interpreter) => {
    const parts: Value[] = [];
    for (const [index, quasi] of node.quasis.entries()) {
      parts.push(quasi.value.cooked ?? quasi.value.raw);
      const expression = node.expressions[index];
      if (expression !== undefined) parts.push(interpreter.evaluate(expression as t.Expression, scope));
    }
    return join(parts, interpreter);
  },
  TaggedTemplateExpression: (node, scope, interpreter) => {
    // `sql`, `dedent` and `outdent` give the text, but for its white space.
    const callee = interpreter.evaluate(node.tag, scope);
    const text = interpreter.evaluate(node.quasi, scope);
    const isOther = callee instanceof Native || (callee instanceof Unknown && callee.acts);
    if (!isOther) return text;
    const line = interpreter.lineOf(node);
    return interpreter.call({ callee, self: undefined, args: [text], line, name: describeNode(node.tag) });
  },
  ArrayExpression: (node, scope, interpreter) => new List(elementsOf(node.elements, scope, interpreter)),
  ObjectExpression: object,
  ArrowFunctionExpression: (node, scope, interpreter) =>
    interpreter.closure(node, scope, "an arrow function"),
  FunctionExpression: (node, scope, interpreter) =>
    interpreter.closure(node, scope, node.id?.name ?? "a function"),
};
