import type * as t from "@babel/types";
import { defineClass, memberOf } from "./classes.js";
import { compilerHelper } from "./compiler-helpers.js";
import { describeNode } from "./describe.js";
import type { Interpreter, Rules } from "./interpreter.js";
import { elementsOf } from "./literal-rules.js";
import { keyOf } from "./patterns.js";
import type { Scope } from "./scope.js";
import { List, Unknown, type Value } from "./value.js";

type Member = t.MemberExpression | t.OptionalMemberExpression;

interface Reached {
  readonly object: Value;
  readonly value: Value;
}

function reach(node: Member, scope: Scope, interpreter: Interpreter): Reached {
  if (node.object.type === "Super") {
    const key = keyOf(node.property, node.computed, scope, interpreter);
    return { object: scope.self, value: key === null ? undefined : memberOf(scope.home?.parent, key) };
  }
  const object = interpreter.evaluate(node.object, scope);
  const isNothing = object === undefined || object === null;
  if (isNothing && (node.optional ?? false)) return { object, value: undefined };
  const key = keyOf(node.property, node.computed, scope, interpreter);
  if (key === null) {
    const isRows = object instanceof Unknown && object.rows;
    if (object instanceof List && object.items.length === 0) return { object, value: undefined };
    return { object, value: new Unknown(describeNode(node), { rows: isRows }) };
  }
  return { object, value: interpreter.get(object, key, interpreter.lineOf(node.property)) };
}

function call(
  node: t.CallExpression | t.OptionalCallExpression,
  scope: Scope,
  interpreter: Interpreter,
): Value {
  const { callee } = node;
  const name = describeNode(callee);
  const line = interpreter.lineOf(
    callee.type.endsWith("MemberExpression") ? (callee as Member).property : callee,
  );
  if (callee.type === "Super") {
    elementsOf(node.arguments, scope, interpreter);
    return undefined;
  }
  if (callee.type === "Import") {
    const [source] = elementsOf(node.arguments, scope, interpreter);
    return typeof source === "string" ? interpreter.module(source) : new Unknown("an import", { own: true });
  }
  const isMember = callee.type === "MemberExpression" || callee.type === "OptionalMemberExpression";
  const { object, value } = isMember
    ? reach(callee, scope, interpreter)
    : { object: undefined, value: interpreter.evaluate(callee as t.Expression, scope) };
  const isOptional = node.type === "OptionalCallExpression";
  if (isOptional && (value === undefined || value === null)) return undefined;
  const args = elementsOf(node.arguments, scope, interpreter);
  return interpreter.call({ callee: value, self: object, args, line, name });
}

const inner = (node: { readonly expression: t.Expression }, scope: Scope, interpreter: Interpreter): Value =>
  interpreter.evaluate(node.expression, scope);

/** Names, members and calls. */
export const callRules: Rules<t.Expression, Value> = {
  Identifier: (node, scope, interpreter) => {
    if (node.name === "undefined") return undefined;
    const helper = compilerHelper(node.name, interpreter);
    if (helper !== null) return helper;
    const owner = scope.owner(node.name);
    return owner === null ? interpreter.global(node.name) : owner.names.get(node.name);
  },
  ThisExpression: (_node, scope) => scope.self,
  MemberExpression: (node, scope, interpreter) => reach(node, scope, interpreter).value,
  OptionalMemberExpression: (node, scope, interpreter) => reach(node, scope, interpreter).value,
  CallExpression: call,
  OptionalCallExpression: call,
  NewExpression: (node, scope, interpreter) => {
    const callee = interpreter.evaluate(node.callee, scope);
    const args = elementsOf(node.arguments, scope, interpreter);
    return interpreter.construct(callee, args, interpreter.lineOf(node));
  },
  AwaitExpression: (node, scope, interpreter) =>
    interpreter.settle(interpreter.evaluate(node.argument, scope), interpreter.lineOf(node)),
  // A compiler's generators stand for `async` functions, and `yield` for `await`.
  YieldExpression: (node, scope, interpreter) =>
    node.argument === null || node.argument === undefined
      ? undefined
      : interpreter.settle(interpreter.evaluate(node.argument, scope), interpreter.lineOf(node)),
  ClassExpression: (node, scope, interpreter) => defineClass(node, scope, interpreter),
  ParenthesizedExpression: inner,
  TSAsExpression: inner,
  TSSatisfiesExpression: inner,
  TSNonNullExpression: inner,
  TSTypeAssertion: inner,
  TSInstantiationExpression: inner,
  TypeCastExpression: inner,
};
