import {
  BlockArgumentNode,
  BlockNode,
  CallNode,
  CallOperatorWriteNode,
  CallOrWriteNode,
  DefNode,
  IndexOperatorWriteNode,
  IndexOrWriteNode,
  MatchWriteNode,
  type Node,
  SuperNode,
  ForwardingSuperNode,
  SymbolNode,
  YieldNode,
} from "@ruby/prism";
import type { Evaluator } from "./evaluator.js";
import { elements } from "./literal-rules.js";
import { rule } from "./node-rules.js";
import { type Block, type Frame, nil, symbol, unknown, type Value } from "./value.js";

function blockOf(node: Node | null, frame: Frame, evaluator: Evaluator): Block | null {
  if (node instanceof BlockNode) return { kind: "code", parameters: node.parameters, body: node.body, frame };
  if (!(node instanceof BlockArgumentNode) || node.expression === null) return null;
  if (node.expression instanceof SymbolNode)
    return { kind: "method", name: node.expression.unescaped.value, line: evaluator.lineOf(node) };
  const value = evaluator.evaluate(node.expression, frame);
  return value.type === "lambda" ? value.block : null;
}

function call(node: CallNode, frame: Frame, evaluator: Evaluator): Value {
  const receiver = node.receiver === null ? frame.self : evaluator.evaluate(node.receiver, frame);
  if (node.isSafeNavigation() && receiver.type === "nil") return nil;
  const args = elements(node.arguments_?.arguments_ ?? [], frame, evaluator);
  const block = blockOf(node.block, frame, evaluator);
  return evaluator.dispatch({ receiver, name: node.name, args, block, line: evaluator.lineOf(node) });
}

function methodBlock(frame: Frame): Block | null {
  for (let at: Frame | null = frame; at !== null; at = at.parent) if (at.block !== null) return at.block;
  return null;
}

/** Parts that are evaluated for what they call; what is assigned by them is not followed. */
function partsOf(node: Node, frame: Frame, evaluator: Evaluator): Value {
  for (const child of node.compactChildNodes()) evaluator.evaluate(child, frame);
  return unknown("a value");
}

/** What a method overrides is not in the file, or is one of the schema's commands by the same name. */
function callInherited(node: Node, frame: Frame, evaluator: Evaluator): Value {
  const line = evaluator.lineOf(node);
  return evaluator.dispatch({ receiver: frame.self, name: "super", args: [], block: null, line });
}

/** Calls, and the definitions of what can be called. */
export const callRules = [
  rule(CallNode, call),
  rule(YieldNode, (node, frame, evaluator) => {
    const block = methodBlock(frame);
    const args = elements(node.arguments_?.arguments_ ?? [], frame, evaluator);
    return block === null ? nil : evaluator.yieldTo(block, args);
  }),
  rule(DefNode, (node, _frame, evaluator) => {
    evaluator.defineMethod(node.name, node);
    return symbol(node.name);
  }),
  rule(MatchWriteNode, (node, frame, evaluator) => {
    for (const target of node.targets) evaluator.evaluate(target, frame);
    return evaluator.evaluate(node.call, frame);
  }),
  rule(SuperNode, callInherited),
  rule(ForwardingSuperNode, callInherited),
  rule(CallOrWriteNode, partsOf),
  rule(CallOperatorWriteNode, partsOf),
  rule(IndexOrWriteNode, partsOf),
  rule(IndexOperatorWriteNode, partsOf),
];
