import { assign } from "./assign.js";
import type { Interpreter } from "./interpreter.js";
import { entryOf, shown, textOf, truthOf } from "./known.js";
import { operate } from "./operators.js";
import { createScope, readName } from "./scope.js";
import type { Names } from "./value.js";
import type { ComprehensionClause, Expression } from "./syntax.js";
import {
  boolean,
  type DictEntry,
  type DictValue,
  list,
  none,
  number,
  partialText,
  symbol,
  text,
  unknown,
  type Value,
} from "./value.js";

type Of<Kind extends Expression["kind"]> = Extract<Expression, { kind: Kind }>;

function textValue({ parts, line }: Of<"text">, scope: Names, interpreter: Interpreter): Value {
  const values = parts.map((part) =>
    typeof part === "string" ? text(part) : interpreter.evaluate(part, scope),
  );
  const texts = values.map((value) => shown(value) ?? (value.type === "text" ? value.text : "NULL"));
  return values.some((value) => shown(value) === null)
    ? partialText(texts.join(""), line)
    : text(texts.join(""), line);
}

function listValue({ items, form }: Of<"list">, scope: Names, interpreter: Interpreter): Value {
  const values: Value[] = [];
  let isOpen = false;
  for (const item of items) {
    if (item.kind !== "star") {
      values.push(interpreter.evaluate(item, scope));
      continue;
    }
    const inner = interpreter.itemsOf(interpreter.evaluate(item.value, scope), item.line);
    if (inner === null || inner.isOpen) isOpen = true;
    if (inner !== null) values.push(...inner.items);
  }
  return { ...list(values, form, interpreter.doubt), isOpen };
}

function dictValue({ entries }: Of<"dict">, scope: Names, interpreter: Interpreter): Value {
  const result: DictValue = { type: "dict", entries: [], isOpen: false, doubt: interpreter.doubt };
  for (const { key, value: expression } of entries) {
    const value = interpreter.evaluate(expression, scope);
    if (key !== null) result.entries.push({ key: interpreter.evaluate(key, scope), value });
    else if (value.type === "dict") {
      result.entries.push(...value.entries);
      result.isOpen ||= value.isOpen;
    } else result.isOpen = true;
  }
  return result;
}

function subscript(
  { object: syntax, index, isSlice, line }: Of<"subscript">,
  scope: Names,
  interpreter: Interpreter,
): Value {
  const object = interpreter.evaluate(syntax, scope);
  const keys = index.map((one) => interpreter.evaluate(one, scope));
  const [key] = keys;
  if (object.type === "host")
    return isSlice ? object : (object.host.iterated?.(line) ?? unknown(object.host.name));
  if (object.type === "list") {
    if (isSlice || key === undefined) return { ...list(object.items, object.form), isOpen: true };
    const at = key.type === "number" ? object.items.at(key.number) : undefined;
    return at !== undefined && !object.isOpen ? at : unknown("an item of a list");
  }
  if (object.type === "dict" && key !== undefined)
    return entryOf(object, key) ?? unknown(`an entry of a dict`);
  const path = textOf(key);
  // `table.c["name"]` is `table.c.name`; `list[int]` is a type.
  if ((object.type === "symbol" || object.type === "construct") && path !== null)
    return interpreter.attribute(object, path);
  if (object.type === "symbol" || object.type === "class") return object;
  return unknown("an item", null, object.type === "unknown" && object.ofRow);
}

/** `and`, `or`: the right side is read where the left one does not decide. */
function junction(operator: string, left: Value, right: () => Value, interpreter: Interpreter): Value {
  const truth = truthOf(left);
  if (truth !== null) return truth === (operator === "and") ? right() : left;
  const other = interpreter.perhaps(right);
  const otherTruth = truthOf(other);
  return otherTruth !== null && otherTruth === (operator === "or")
    ? boolean(otherTruth)
    : unknown("a condition");
}

function conditional(
  { condition, yes, no }: Of<"conditional">,
  scope: Names,
  interpreter: Interpreter,
): Value {
  const truth = truthOf(interpreter.evaluate(condition, scope));
  if (truth !== null) return interpreter.evaluate(truth ? yes : no, scope);
  const values = [yes, no].map((one) => interpreter.perhaps(() => interpreter.evaluate(one, scope)));
  const [first, second] = values;
  if (first?.type === "host") return first;
  return second?.type === "host" ? second : unknown("a value");
}

function runClauses(
  clauses: readonly ComprehensionClause[],
  scope: Names,
  interpreter: Interpreter,
  innermost: (scope: Names, isCertain: boolean) => void,
  isCertain = true,
): void {
  const [clause, ...rest] = clauses;
  if (clause === undefined) {
    innermost(scope, isCertain);
    return;
  }
  const outer = interpreter.doubt;
  interpreter.iterate(interpreter.evaluate(clause.items, scope), clause.items.line, (item) => {
    const inner = createScope(scope);
    assign(clause.target, item, inner, interpreter);
    let certain = isCertain && interpreter.doubt === outer;
    for (const condition of clause.conditions) {
      const truth = truthOf(interpreter.evaluate(condition, inner));
      if (truth === false) return;
      if (truth === null) certain = false;
    }
    runClauses(rest, inner, interpreter, innermost, certain);
  });
}

function comprehension(
  { form, key, value, clauses }: Of<"comprehension">,
  scope: Names,
  interpreter: Interpreter,
) {
  const items: Value[] = [];
  const entries: DictEntry[] = [];
  let isOpen = false;
  runClauses(clauses, scope, interpreter, (inner, isCertain) => {
    if (!isCertain) isOpen = true;
    const given = interpreter.evaluate(value, inner);
    if (key === null) items.push(given);
    else entries.push({ key: interpreter.evaluate(key, inner), value: given });
  });
  const { doubt } = interpreter;
  if (form === "dict") return { type: "dict" as const, entries, isOpen, doubt };
  return { ...list(items, form === "set" ? "set" : "list", doubt), isOpen };
}

/** What an expression is. */
export function evaluate(expression: Expression, scope: Names, interpreter: Interpreter): Value {
  switch (expression.kind) {
    case "name":
      return readName(scope, expression.name) ?? symbol(`builtins.${expression.name}`);
    case "text":
      return textValue(expression, scope, interpreter);
    case "number":
      return Number.isNaN(expression.value) ? unknown("a number") : number(expression.value);
    case "boolean":
      return boolean(expression.value);
    case "none":
      return none;
    case "list":
      return listValue(expression, scope, interpreter);
    case "star":
      return interpreter.evaluate(expression.value, scope);
    case "dict":
      return dictValue(expression, scope, interpreter);
    case "attribute":
      return interpreter.attribute(interpreter.evaluate(expression.object, scope), expression.name);
    case "subscript":
      return subscript(expression, scope, interpreter);
    case "call": {
      const callee = interpreter.evaluate(expression.callee, scope);
      const args = interpreter.args(expression.args, scope);
      const { line } = expression;
      return interpreter.attempt(line, () => interpreter.call(callee, { args, line }));
    }
    case "unary":
    case "binary":
      if (expression.kind === "binary" && (expression.operator === "and" || expression.operator === "or"))
        return junction(
          expression.operator,
          interpreter.evaluate(expression.left, scope),
          () => interpreter.evaluate(expression.right, scope),
          interpreter,
        );
      return operate(expression, scope, interpreter);
    case "conditional":
      return conditional(expression, scope, interpreter);
    case "lambda": {
      const { parameters, body, line } = expression;
      return { type: "function", code: { name: "lambda", line, parameters, body, scope }, bound: null };
    }
    case "comprehension":
      return comprehension(expression, scope, interpreter);
    case "assigned": {
      const value = interpreter.evaluate(expression.value, scope);
      interpreter.assignments.set(scope, expression.name, value);
      return value;
    }
    case "other":
      for (const part of expression.parts) interpreter.evaluate(part, scope);
      return unknown("a value");
  }
}
