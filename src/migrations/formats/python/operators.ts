import type { Interpreter } from "./interpreter.js";
import { holds, sameValue, shown, truthOf } from "./known.js";
import type { Names } from "./value.js";
import type { Expression } from "./syntax.js";
import { boolean, list, number, partialText, text, unknown, type Value } from "./value.js";

/** Longer texts are no longer put together. */
const longestText = 1_000_000;

const known = (truth: boolean | null): Value => (truth === null ? unknown("a condition") : boolean(truth));

/** `"%s and %(name)s" % values` */
export function formatted(format: Extract<Value, { type: "text" }>, values: Value): Value {
  const queue = values.type === "list" ? [...values.items] : [values];
  let isPartial = format.isPartial;
  const result = format.text.replaceAll(
    /%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?([sdifrxX%])/g,
    (_whole, name: string | undefined, kind: string) => {
      if (kind === "%") return "%";
      const value =
        name !== undefined && values.type === "dict"
          ? values.entries.find(({ key }) => key.type === "text" && key.text === name)?.value
          : queue.shift();
      const inserted = value === undefined ? null : shown(value);
      if (inserted === null) isPartial = true;
      return inserted ?? (value?.type === "text" ? value.text : "NULL");
    },
  );
  return isPartial ? partialText(result, format.line) : text(result, format.line);
}

function add(left: Value, right: Value, interpreter: Interpreter): Value {
  if (left.type === "number" && right.type === "number") return number(left.number + right.number);
  if (left.type === "list") {
    const isOpen = left.isOpen || right.type !== "list" || right.isOpen;
    const items = right.type === "list" ? [...left.items, ...right.items] : left.items;
    interpreter.spend(items.length);
    return { ...list(items, left.form, interpreter.doubt), isOpen };
  }
  if (left.type === "text" || right.type === "text") {
    const [one, other] = [left, right].map((value) =>
      value.type === "text" ? value.text : (shown(value) ?? "NULL"),
    );
    const whole = `${one ?? ""}${other ?? ""}`;
    if (whole.length > longestText) return unknown("a text");
    const line = left.type === "text" ? left.line : null;
    const isWhole = left.type === "text" && right.type === "text" && !left.isPartial && !right.isPartial;
    return isWhole ? text(whole, line) : partialText(whole, line);
  }
  return right.type === "list" ? { ...right, isOpen: true } : unknown("a sum");
}

function arithmetic(operator: string, left: Value, right: Value): Value {
  if (operator === "*" && left.type === "text" && right.type === "number") {
    if (left.text.length * right.number > longestText) return unknown("a text");
    return { ...left, text: left.text.repeat(Math.max(0, Math.floor(right.number))) };
  }
  if (left.type !== "number" || right.type !== "number") return unknown("a number");
  const [a, b] = [left.number, right.number];
  switch (operator) {
    case "-":
      return number(a - b);
    case "*":
      return number(a * b);
    case "/":
      return b === 0 ? unknown("a number") : number(a / b);
    case "//":
      return b === 0 ? unknown("a number") : number(Math.floor(a / b));
    case "%":
      return b === 0 ? unknown("a number") : number(((a % b) + b) % b);
    case "**":
      return number(a ** b);
    case "<":
      return boolean(a < b);
    case "<=":
      return boolean(a <= b);
    case ">":
      return boolean(a > b);
    case ">=":
      return boolean(a >= b);
    default:
      return unknown("a number");
  }
}

const isOf = (value: Value): boolean =>
  value.type === "symbol" || value.type === "construct" || value.type === "host";

/** An operator between what only the framework knows. */
const operatorCall = (operator: string, operands: readonly Value[], line: number): Value => ({
  type: "construct",
  path: `operator ${operator}`,
  owner: null,
  args: { positional: operands, named: new Map<string, Value>(), isOpen: false },
  line,
  ofClass: null,
});

/** `left operator right` of two values. */
export function binary(
  operator: string,
  left: Value,
  right: Value,
  interpreter: Interpreter,
  line: number,
): Value {
  // Expressions of SQLAlchemy's and Django's (`table.c.id == 1`, `Q(a=1) | Q(b=2)`) stay what they are.
  if (isOf(left) && !["in", "not in", "is", "is not"].includes(operator)) {
    if (left.type === "host") return left;
    return operatorCall(operator, [left, right], line);
  }
  switch (operator) {
    case "==":
    case "is":
      return known(sameValue(left, right));
    case "!=":
    case "<>":
    case "is not": {
      const same = sameValue(left, right);
      return known(same === null ? null : !same);
    }
    case "in":
      return known(holds(right, left));
    case "not in": {
      const held = holds(right, left);
      return known(held === null ? null : !held);
    }
    case "+":
      return add(left, right, interpreter);
    case "%":
      if (left.type === "text") return formatted(left, right);
      return arithmetic(operator, left, right);
    case "|":
      if (left.type === "list" && right.type === "list") return add(left, right, interpreter);
      return unknown("a value");
    case "-":
      // A set without some of its items.
      if (left.type === "list") return { ...list(left.items, left.form), isOpen: true };
      return arithmetic(operator, left, right);
    default:
      return arithmetic(operator, left, right);
  }
}

/** `not a`, `-a`, `a + b`, `a < b`: everything but `and` and `or`. */
export function operate(
  expression: Extract<Expression, { kind: "unary" | "binary" }>,
  scope: Names,
  interpreter: Interpreter,
): Value {
  if (expression.kind === "unary") {
    const operand = interpreter.evaluate(expression.operand, scope);
    if (expression.operator === "not") {
      const truth = truthOf(operand);
      return known(truth === null ? null : !truth);
    }
    if (operand.type === "number")
      return number(expression.operator === "-" ? -operand.number : operand.number);
    return isOf(operand) ? operatorCall(expression.operator, [operand], expression.line) : unknown("a value");
  }
  const left = interpreter.evaluate(expression.left, scope);
  const right = interpreter.evaluate(expression.right, scope);
  return binary(expression.operator, left, right, interpreter, expression.line);
}
