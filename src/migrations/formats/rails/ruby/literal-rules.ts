import {
  ArrayNode,
  AssocNode,
  AssocSplatNode,
  EmbeddedStatementsNode,
  EmbeddedVariableNode,
  FalseNode,
  FloatNode,
  HashNode,
  ImplicitNode,
  IntegerNode,
  InterpolatedStringNode,
  InterpolatedSymbolNode,
  InterpolatedXStringNode,
  KeywordHashNode,
  LambdaNode,
  NilNode,
  type Node,
  ParenthesesNode,
  RangeNode,
  RegularExpressionNode,
  SelfNode,
  SourceFileNode,
  SplatNode,
  StringNode,
  SymbolNode,
  TrueNode,
  XStringNode,
} from "@ruby/prism";
import type { Evaluator } from "./evaluator.js";
import { interpolated } from "./known.js";
import { rule } from "./node-rules.js";
import {
  array,
  boolean,
  type Frame,
  hash,
  type HashEntry,
  nil,
  number,
  symbol,
  text,
  unknown,
  type Value,
} from "./value.js";

const longestRange = 1000;

/** Read from the text: the parser's own value of an integer over 31 bits is not right. */
function integerOf(literal: string): number {
  const digits = literal.replaceAll("_", "");
  return /^-?0[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number(digits);
}

/** Elements of a list, splats taken apart; what a splat of an unknown list holds is one unknown. */
export function elements(nodes: readonly Node[], frame: Frame, evaluator: Evaluator): Value[] {
  return nodes.flatMap((node) => {
    if (!(node instanceof SplatNode)) return [evaluator.evaluate(node, frame)];
    const value = evaluator.evaluate(node.expression, frame);
    return value.type === "array" ? value.items : [unknown("a list")];
  });
}

function entries(nodes: readonly Node[], frame: Frame, evaluator: Evaluator): HashEntry[] {
  return nodes.flatMap((node): HashEntry[] => {
    if (node instanceof AssocNode)
      return [{ key: evaluator.evaluate(node.key, frame), value: evaluator.evaluate(node.value, frame) }];
    if (!(node instanceof AssocSplatNode)) return [];
    const value = evaluator.evaluate(node.value, frame);
    return value.type === "hash" ? value.entries : [{ key: unknown("a key"), value: unknown("a value") }];
  });
}

/** A text with what its parts give; a part that is not known leaves NULL in its place. */
function joined(nodes: readonly Node[], frame: Frame, evaluator: Evaluator): Value {
  const values = nodes.map((node) => evaluator.evaluate(node, frame));
  const parts = values.map((value) => (value.type === "partial" ? value.text : interpolated(value)));
  if (parts.some((part, index) => part === null && isPartOfName(parts, index))) return unknown("a text");
  const whole = parts.map((part) => part ?? "NULL").join("");
  const isKnown = !parts.includes(null) && values.every((value) => value.type !== "partial");
  return isKnown ? text(whole) : { type: "partial", text: whole };
}

/** Whether a part that is not known makes up a name with what stands next to it, outside of a string. */
function isPartOfName(parts: readonly (string | null)[], index: number): boolean {
  const before = parts.slice(0, index).join("");
  const isInString = before.split("'").length % 2 === 0;
  return !isInString && (/[\w.`"]$/.test(before) || /^[\w.`"]/.test(parts[index + 1] ?? ""));
}

function range(node: RangeNode, frame: Frame, evaluator: Evaluator): Value {
  const from = evaluator.evaluate(node.left, frame);
  const to = evaluator.evaluate(node.right, frame);
  if (from.type !== "number" || to.type !== "number") return unknown("a range");
  const count = Math.floor(to.number - from.number) + (node.isExcludeEnd() ? 0 : 1);
  if (count > longestRange) return unknown("a long range");
  return array(Array.from({ length: Math.max(0, count) }, (_, index) => number(from.number + index)));
}

function shell(node: Node, _frame: Frame, evaluator: Evaluator): Value {
  evaluator.steps.unreadable(evaluator.lineOf(node), "it runs a program of the system");
  return unknown("a program's output");
}

/** Literals: what stands in the code is what they are. */
export const literalRules = [
  rule(StringNode, (node) => text(node.unescaped.value)),
  rule(SymbolNode, (node) => symbol(node.unescaped.value)),
  rule(IntegerNode, (node, _frame, { source }) => number(integerOf(source.textAt(node.location)))),
  rule(FloatNode, (node) => number(node.value)),
  rule(TrueNode, () => boolean(true)),
  rule(FalseNode, () => boolean(false)),
  rule(NilNode, () => nil),
  rule(SelfNode, (_node, frame) => frame.self),
  rule(SourceFileNode, () => unknown("__FILE__")),
  rule(XStringNode, shell),
  rule(InterpolatedXStringNode, shell),
  rule(InterpolatedStringNode, (node, frame, evaluator) => joined(node.parts, frame, evaluator)),
  rule(InterpolatedSymbolNode, (node, frame, evaluator) => {
    const value = joined(node.parts, frame, evaluator);
    return value.type === "text" ? symbol(value.text) : unknown("a symbol");
  }),
  rule(EmbeddedStatementsNode, (node, frame, evaluator) => evaluator.evaluate(node.statements, frame)),
  rule(EmbeddedVariableNode, (node, frame, evaluator) => evaluator.evaluate(node.variable, frame)),
  rule(ArrayNode, (node, frame, evaluator) => array(elements(node.elements, frame, evaluator))),
  rule(HashNode, (node, frame, evaluator) => hash(entries(node.elements, frame, evaluator))),
  rule(KeywordHashNode, (node, frame, evaluator) => hash(entries(node.elements, frame, evaluator))),
  rule(ImplicitNode, (node, frame, evaluator) => evaluator.evaluate(node.value, frame)),
  rule(RangeNode, range),
  rule(RegularExpressionNode, (node) => ({
    type: "regexp",
    source: node.unescaped.value,
    ignoreCase: node.isIgnoreCase(),
  })),
  rule(LambdaNode, (node, frame) => ({
    type: "lambda",
    block: { kind: "code", parameters: node.parameters, body: node.body, frame },
  })),
  rule(ParenthesesNode, (node, frame, evaluator) => evaluator.evaluate(node.body, frame)),
];
