import {
  AndNode,
  BeginNode,
  BreakNode,
  CaseMatchNode,
  CaseNode,
  DefinedNode,
  ElseNode,
  ForNode,
  IfNode,
  InNode,
  NextNode,
  type Node,
  OrNode,
  RescueModifierNode,
  ReturnNode,
  SplatNode,
  StatementsNode,
  UnlessNode,
  UntilNode,
  WhenNode,
  WhileNode,
} from "@ruby/prism";
import { assign } from "./assign.js";
import { ControlFlow } from "./control-flow.js";
import type { Evaluator } from "./evaluator.js";
import { sameValue, truthOf } from "./known.js";
import { rule } from "./node-rules.js";
import { matches } from "./regexp.js";
import { array, type Frame, nil, unknown, type Value } from "./value.js";
import { either } from "./variables.js";

function statements({ body }: StatementsNode, frame: Frame, evaluator: Evaluator): Value {
  let last: Value = nil;
  body.forEach((node, index) => {
    if (index > 0) evaluator.discard(last);
    last = evaluator.evaluate(node, frame);
  });
  return last;
}

/** The branch that a condition picks; where it is not known which, both. */
function branch(
  condition: Value,
  yes: Node | null,
  no: Node | null,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  const truth = truthOf(condition);
  if (truth !== null) return evaluator.evaluate(truth ? yes : no, frame);
  const first = evaluator.perhaps(() => evaluator.evaluate(yes, frame));
  return either(
    first,
    evaluator.perhaps(() => evaluator.evaluate(no, frame)),
  );
}

/** `pattern === value` for what a `when` may name; null: not known. */
function selects(pattern: Value, value: Value): boolean | null {
  if (pattern.type === "regexp") return matches(pattern, value);
  return sameValue(pattern, value);
}

function caseOf({ predicate, conditions, elseClause }: CaseNode, frame: Frame, evaluator: Evaluator): Value {
  const subject = predicate === null ? null : evaluator.evaluate(predicate, frame);
  let result: Value | null = null;
  const merge = (value: Value): Value => (result === null ? value : either(result, value));
  for (const clause of conditions) {
    if (!(clause instanceof WhenNode)) continue;
    const answers = clause.conditions.flatMap((condition) => {
      const isList = condition instanceof SplatNode;
      const pattern = evaluator.evaluate(isList ? condition.expression : condition, frame);
      const patterns = isList && pattern.type === "array" ? pattern.items : [pattern];
      return patterns.map((one) => (subject === null ? truthOf(one) : selects(one, subject)));
    });
    if (answers.includes(true)) return merge(evaluator.evaluate(clause.statements, frame));
    if (answers.includes(null))
      result = merge(evaluator.perhaps(() => evaluator.evaluate(clause.statements, frame)));
  }
  return merge(evaluator.evaluate(elseClause, frame));
}

function begin(
  { statements: body, rescueClause, elseClause, ensureClause }: BeginNode,
  frame: Frame,
  evaluator: Evaluator,
) {
  let value: Value;
  if (rescueClause === null) value = evaluator.evaluate(body, frame);
  else {
    value = evaluator.perhaps(() => evaluator.evaluate(body, frame));
    for (let clause: typeof rescueClause | null = rescueClause; clause !== null; clause = clause.subsequent) {
      const { reference, statements: handler } = clause;
      if (reference !== null) assign(reference, unknown("an error"), frame, evaluator);
      evaluator.perhaps(() => evaluator.evaluate(handler, frame));
    }
  }
  evaluator.evaluate(elseClause, frame);
  if (ensureClause !== null) evaluator.evaluate(ensureClause.statements, frame);
  return value;
}

function loop(predicate: Node, body: Node | null, stops: boolean, frame: Frame, evaluator: Evaluator): Value {
  if (truthOf(evaluator.evaluate(predicate, frame)) === stops) return nil;
  evaluator.inLoop(() => evaluator.discard(evaluator.perhaps(() => evaluator.evaluate(body, frame))));
  return nil;
}

function forLoop(
  { index, collection, statements: body }: ForNode,
  frame: Frame,
  evaluator: Evaluator,
): Value {
  const list = evaluator.evaluate(collection, frame);
  if (list.type === "array")
    for (const item of list.items) {
      assign(index, item, frame, evaluator);
      evaluator.discard(evaluator.evaluate(body, frame));
    }
  else {
    assign(
      index,
      list.type === "relation"
        ? { type: "record", table: list.model.table, single: false, isNew: false }
        : unknown("an item"),
      frame,
      evaluator,
    );
    evaluator.inLoop(() => evaluator.discard(evaluator.perhaps(() => evaluator.evaluate(body, frame))));
  }
  return list;
}

const leave =
  (kind: "return" | "next" | "break") =>
  (node: ReturnNode | NextNode | BreakNode, frame: Frame, evaluator: Evaluator): never => {
    const values = (node.arguments_?.arguments_ ?? []).map((argument) => evaluator.evaluate(argument, frame));
    const [only] = values;
    throw new ControlFlow(kind, values.length > 1 ? array(values) : (only ?? nil));
  };

/** Statements, branches and loops. */
export const flowRules = [
  rule(StatementsNode, statements),
  rule(ElseNode, (node, frame, evaluator) => evaluator.evaluate(node.statements, frame)),
  rule(IfNode, (node, frame, evaluator) =>
    branch(evaluator.evaluate(node.predicate, frame), node.statements, node.subsequent, frame, evaluator),
  ),
  rule(UnlessNode, (node, frame, evaluator) =>
    branch(evaluator.evaluate(node.predicate, frame), node.elseClause, node.statements, frame, evaluator),
  ),
  rule(CaseNode, caseOf),
  rule(CaseMatchNode, (node, frame, evaluator) => {
    for (const clause of node.conditions)
      if (clause instanceof InNode) evaluator.perhaps(() => evaluator.evaluate(clause.statements, frame));
    evaluator.perhaps(() => evaluator.evaluate(node.elseClause, frame));
    return unknown("a case");
  }),
  rule(BeginNode, begin),
  rule(RescueModifierNode, (node, frame, evaluator) =>
    either(
      evaluator.perhaps(() => evaluator.evaluate(node.expression, frame)),
      evaluator.perhaps(() => evaluator.evaluate(node.rescueExpression, frame)),
    ),
  ),
  rule(WhileNode, (node, frame, evaluator) => loop(node.predicate, node.statements, false, frame, evaluator)),
  rule(UntilNode, (node, frame, evaluator) => loop(node.predicate, node.statements, true, frame, evaluator)),
  rule(ForNode, forLoop),
  rule(AndNode, (node, frame, evaluator) => {
    const left = evaluator.evaluate(node.left, frame);
    const truth = truthOf(left);
    if (truth !== null) return truth ? evaluator.evaluate(node.right, frame) : left;
    const right = evaluator.perhaps(() => evaluator.evaluate(node.right, frame));
    return truthOf(right) === false ? right : unknown("a condition");
  }),
  rule(OrNode, (node, frame, evaluator) => {
    const left = evaluator.evaluate(node.left, frame);
    const truth = truthOf(left);
    if (truth !== null) return truth ? left : evaluator.evaluate(node.right, frame);
    const right = evaluator.perhaps(() => evaluator.evaluate(node.right, frame));
    return truthOf(right) === true && right.type === "boolean" ? right : unknown("a condition");
  }),
  rule(DefinedNode, () => unknown("defined?")),
  rule(ReturnNode, leave("return")),
  rule(NextNode, leave("next")),
  rule(BreakNode, leave("break")),
];
