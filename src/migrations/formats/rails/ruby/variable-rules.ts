import {
  ClassVariableReadNode,
  ClassVariableWriteNode,
  ConstantOrWriteNode,
  ConstantPathNode,
  ConstantReadNode,
  ConstantWriteNode,
  GlobalVariableReadNode,
  InstanceVariableOperatorWriteNode,
  InstanceVariableOrWriteNode,
  InstanceVariableReadNode,
  InstanceVariableWriteNode,
  ItLocalVariableReadNode,
  LocalVariableAndWriteNode,
  LocalVariableOperatorWriteNode,
  LocalVariableOrWriteNode,
  LocalVariableReadNode,
  LocalVariableWriteNode,
  MultiWriteNode,
  type Node,
} from "@ruby/prism";
import { assign, destructure } from "./assign.js";
import type { Evaluator } from "./evaluator.js";
import { truthOf } from "./known.js";
import { rule } from "./node-rules.js";
import { type Frame, nil, unknown, type Value } from "./value.js";

/** "Foo::Bar" of a path of constants; null where a part of it is computed. */
export function constantPath(node: Node): string | null {
  if (node instanceof ConstantReadNode) return node.name;
  if (!(node instanceof ConstantPathNode) || node.name === null) return null;
  if (node.parent === null) return node.name;
  const parent = constantPath(node.parent);
  return parent === null ? null : `${parent}::${node.name}`;
}

function constant(node: Node, evaluator: Evaluator): Value {
  const path = constantPath(node);
  return path === null ? unknown("a constant") : evaluator.constant(path);
}

function assigned(node: Node, value: Value, frame: Frame, evaluator: Evaluator): Value {
  assign(node, value, frame, evaluator);
  return used(value);
}

/** What was assigned was what the call was for. */
function used(value: Value): Value {
  return (value.type === "unknown" || value.type === "relation") && value.doubt !== null
    ? { ...value, doubt: null }
    : value;
}

/** `a ||= b`: what there is stays, unless it is nil or false. */
function orWrite(
  node: Node & { readonly name: string; readonly value: Node },
  present: Value | undefined,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  if (present !== undefined && truthOf(present) === true) return present;
  return assigned(node, evaluator.evaluate(node.value, frame), frame, evaluator);
}

function operatorWrite(
  node: Node & { readonly value: Node; readonly binaryOperator: string },
  present: Value | undefined,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  const value = evaluator.dispatch({
    receiver: present ?? nil,
    name: node.binaryOperator,
    args: [evaluator.evaluate(node.value, frame)],
    block: null,
    line: evaluator.lineOf(node),
  });
  return assigned(node, value, frame, evaluator);
}

/** Variables and constants, and what is assigned to them. */
export const variableRules = [
  rule(LocalVariableReadNode, (node, frame, { variables }) => variables.read(frame, node.name) ?? nil),
  rule(ItLocalVariableReadNode, (_node, frame, { variables }) => variables.read(frame, "it") ?? nil),
  rule(InstanceVariableReadNode, (node, _frame, { variables }) => variables.instance.get(node.name) ?? nil),
  rule(ClassVariableReadNode, (node, _frame, { variables }) => variables.instance.get(node.name) ?? nil),
  rule(GlobalVariableReadNode, (node) => unknown(node.name)),
  rule(ConstantReadNode, (node, _frame, evaluator) => constant(node, evaluator)),
  rule(ConstantPathNode, (node, _frame, evaluator) => constant(node, evaluator)),
  ...[LocalVariableWriteNode, InstanceVariableWriteNode, ClassVariableWriteNode, ConstantWriteNode].map(
    (type) =>
      rule<LocalVariableWriteNode | InstanceVariableWriteNode | ClassVariableWriteNode | ConstantWriteNode>(
        type,
        (node, frame, evaluator) => assigned(node, evaluator.evaluate(node.value, frame), frame, evaluator),
      ),
  ),
  rule(ConstantOrWriteNode, (node, frame, evaluator) =>
    assigned(node, evaluator.evaluate(node.value, frame), frame, evaluator),
  ),
  rule(LocalVariableOrWriteNode, (node, frame, evaluator) =>
    orWrite(node, evaluator.variables.read(frame, node.name), frame, evaluator),
  ),
  rule(InstanceVariableOrWriteNode, (node, frame, evaluator) =>
    orWrite(node, evaluator.variables.instance.get(node.name), frame, evaluator),
  ),
  rule(LocalVariableAndWriteNode, (node, frame, evaluator) =>
    assigned(node, evaluator.evaluate(node.value, frame), frame, evaluator),
  ),
  rule(LocalVariableOperatorWriteNode, (node, frame, evaluator) =>
    operatorWrite(node, evaluator.variables.read(frame, node.name), frame, evaluator),
  ),
  rule(InstanceVariableOperatorWriteNode, (node, frame, evaluator) =>
    operatorWrite(node, evaluator.variables.instance.get(node.name), frame, evaluator),
  ),
  rule(MultiWriteNode, (node, frame, evaluator) => {
    const value = evaluator.evaluate(node.value, frame);
    destructure(node, value, frame, evaluator);
    return used(value);
  }),
];
