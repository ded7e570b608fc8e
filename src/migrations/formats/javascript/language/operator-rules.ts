import type * as t from "@babel/types";
import type { Interpreter, Rules } from "./interpreter.js";
import { depending, either, isPlain, sameValue, truthOf } from "./known.js";
import { join } from "./literal-rules.js";
import { assignPattern, keyOf } from "./patterns.js";
import type { Scope } from "./scope.js";
import { Alias, Closure, List, Native, Obj, PartialText, Unknown, type Value } from "./value.js";

const comparisons: Readonly<Record<string, (one: number | string, other: number | string) => boolean>> = {
  "<": (one, other) => one < other,
  ">": (one, other) => one > other,
  "<=": (one, other) => one <= other,
  ">=": (one, other) => one >= other,
};
const arithmetic: Readonly<Record<string, (one: number, other: number) => number>> = {
  "-": (one, other) => one - other,
  "*": (one, other) => one * other,
  "/": (one, other) => one / other,
  "%": (one, other) => one % other,
  "**": (one, other) => one ** other,
  "|": (one, other) => one | other,
  "&": (one, other) => one & other,
};

const isText = (value: Value): boolean => typeof value === "string" || value instanceof PartialText;

function same(operator: string, one: Value, other: Value): Value {
  const isLoose = operator.length === 2;
  const nothing = (value: Value): boolean => value === null || value === undefined;
  const answer =
    isLoose && nothing(one) && nothing(other)
      ? true
      : isLoose && isPlain(one) && isPlain(other) && !nothing(one) && !nothing(other)
        ? String(one) === String(other)
        : sameValue(one, other);
  if (answer === null) return new Unknown("a comparison");
  return operator.startsWith("!") ? !answer : answer;
}

function binary(operator: string, one: Value, other: Value, interpreter: Interpreter): Value {
  if (/^[=!]==?$/.test(operator)) return same(operator, one, other);
  if (operator === "+") {
    if (typeof one === "number" && typeof other === "number") return one + other;
    if (isText(one) || isText(other)) return join([one, other], interpreter);
    return new Unknown("a sum");
  }
  if (operator === "in" && other instanceof Obj && typeof one === "string" && !other.open)
    return other.entries.has(one);
  const compare = comparisons[operator];
  if (compare !== undefined && typeof one === typeof other)
    if (
      (typeof one === "number" || typeof one === "string") &&
      (typeof other === "number" || typeof other === "string")
    )
      return compare(one, other);
  const compute = arithmetic[operator];
  if (compute !== undefined && typeof one === "number" && typeof other === "number")
    return compute(one, other);
  return new Unknown(`a result of ${operator}`);
}

function logical(operator: string, one: Value, other: () => Value, interpreter: Interpreter): Value {
  const truth = operator === "??" ? absent(one) : operator === "||" ? not(truthOf(one)) : truthOf(one);
  if (truth === true) return other();
  if (truth === false) return one;
  let second: Value = undefined;
  interpreter.perhaps(() => {
    second = other();
    interpreter.discard(second, 0);
  });
  return either(one, second);
}

const not = (truth: boolean | null): boolean | null => (truth === null ? null : !truth);

function absent(value: Value): boolean | null {
  return value instanceof Unknown ? null : value === null || value === undefined;
}

function assign(node: t.AssignmentExpression, scope: Scope, interpreter: Interpreter): Value {
  const operator = node.operator.slice(0, -1);
  if (operator === "") {
    const value = interpreter.evaluate(node.right, scope);
    assignPattern(node.left, value, scope, interpreter);
    return value;
  }
  const before = interpreter.evaluate(node.left as t.Expression, scope);
  const value = ["||", "&&", "??"].includes(operator)
    ? logical(operator, before, () => interpreter.evaluate(node.right, scope), interpreter)
    : binary(operator, before, interpreter.evaluate(node.right, scope), interpreter);
  assignPattern(node.left, value, scope, interpreter);
  return value;
}

function unary(node: t.UnaryExpression, scope: Scope, interpreter: Interpreter): Value {
  if (node.operator === "delete" && node.argument.type === "MemberExpression") {
    const object = interpreter.evaluate(node.argument.object, scope);
    const key = keyOf(node.argument.property, node.argument.computed, scope, interpreter);
    if (object instanceof Obj && key !== null) object.entries.delete(key);
    return true;
  }
  if (node.operator === "typeof" && node.argument.type === "Identifier")
    if (scope.owner(node.argument.name) === null) {
      const global = interpreter.global(node.argument.name);
      return global instanceof Unknown ? new Unknown("a type") : "function";
    }
  const value = interpreter.evaluate(node.argument, scope);
  if (node.operator === "!") return not(truthOf(value)) ?? new Unknown("a condition");
  if (node.operator === "-" && typeof value === "number") return -value;
  if (node.operator === "+" && isPlain(value)) return Number(value);
  if (node.operator === "void") return undefined;
  if (node.operator === "typeof") return typeName(value);
  return new Unknown(`a result of ${node.operator}`);
}

function typeName(value: Value): Value {
  if (isPlain(value)) return value === null ? "object" : typeof value;
  if (value instanceof PartialText || value instanceof Alias) return "string";
  if (value instanceof List || value instanceof Obj) return "object";
  return value instanceof Closure || value instanceof Native ? "function" : new Unknown("a type");
}

/** Operators and conditions. */
export const operatorRules: Rules<t.Expression, Value> = {
  BinaryExpression: (node, scope, interpreter) =>
    binary(
      node.operator,
      node.left.type === "PrivateName" ? undefined : interpreter.evaluate(node.left, scope),
      interpreter.evaluate(node.right, scope),
      interpreter,
    ),
  LogicalExpression: (node, scope, interpreter) =>
    logical(
      node.operator,
      interpreter.evaluate(node.left, scope),
      () => interpreter.evaluate(node.right, scope),
      interpreter,
    ),
  UnaryExpression: unary,
  UpdateExpression: (node, scope, interpreter) => {
    const before = interpreter.evaluate(node.argument, scope);
    const change = node.operator === "++" ? 1 : -1;
    const after = typeof before === "number" ? before + change : new Unknown("a number");
    assignPattern(node.argument, after, scope, interpreter);
    return node.prefix ? after : before;
  },
  AssignmentExpression: assign,
  ConditionalExpression: (node, scope, interpreter) => {
    const truth = truthOf(interpreter.evaluate(node.test, scope));
    if (truth !== null) return interpreter.evaluate(truth ? node.consequent : node.alternate, scope);
    let one: Value = undefined;
    let other: Value = undefined;
    interpreter.perhaps(() => {
      one = interpreter.evaluate(node.consequent, scope);
    });
    interpreter.perhaps(() => {
      other = interpreter.evaluate(node.alternate, scope);
    });
    return sameValue(one, other) === true ? one : depending(one, other);
  },
  SequenceExpression: (node, scope, interpreter) =>
    node.expressions.map((expression) => interpreter.evaluate(expression, scope)).at(-1),
};
