import type * as t from "@babel/types";
import { ControlFlow } from "./control-flow.js";
import type { Interpreter, Rules } from "./interpreter.js";
import { truthOf } from "./known.js";
import { assignPattern, declarePattern } from "./patterns.js";
import { Scope } from "./scope.js";
import { List, Obj, Unknown, type Value } from "./value.js";

/** One turn; whether the loop ends with it. */
function turn(body: t.Statement, scope: Scope, interpreter: Interpreter): boolean {
  try {
    interpreter.run(body, scope);
    return false;
  } catch (error) {
    if (!(error instanceof ControlFlow) || error.label !== null) throw error;
    if (error.kind === "continue") return false;
    if (error.kind === "break") return true;
    throw error;
  }
}

const once = (body: t.Statement, scope: Scope, interpreter: Interpreter): void =>
  interpreter.inLoop(() => {
    interpreter.perhaps(() => {
      turn(body, scope, interpreter);
    });
  });

/** What a loop goes over; null: not known. */
function itemsOf(value: Value): readonly Value[] | null {
  if (value instanceof List) return value.items;
  return typeof value === "string" ? Array.from(value) : null;
}

function each(
  node: t.ForOfStatement | t.ForInStatement,
  items: readonly Value[] | null,
  unknownItem: Value,
  scope: Scope,
  interpreter: Interpreter,
): void {
  const take = (item: Value): Scope => {
    const inner = new Scope(scope);
    const { left } = node;
    const [declaration] = left.type === "VariableDeclaration" ? left.declarations : [];
    if (declaration !== undefined) declarePattern(declaration.id, item, inner, interpreter);
    else if (left.type !== "VariableDeclaration") assignPattern(left, item, inner, interpreter);
    return inner;
  };
  if (items === null) {
    once(node.body, take(unknownItem), interpreter);
    return;
  }
  for (const item of [...items]) if (turn(node.body, take(item), interpreter)) return;
}

function whileTrue(
  test: t.Expression | null | undefined,
  body: t.Statement,
  scope: Scope,
  interpreter: Interpreter,
  update?: () => void,
): void {
  for (;;) {
    interpreter.spend(1);
    const truth = test === null || test === undefined ? true : truthOf(interpreter.evaluate(test, scope));
    if (truth === false) return;
    // Without an end that is known the turns cannot be counted.
    if (truth === null || (update === undefined && isEndless(test))) {
      once(body, scope, interpreter);
      return;
    }
    if (turn(body, scope, interpreter)) return;
    update?.();
  }
}

const isEndless = (test: t.Expression | null | undefined): boolean =>
  test === null || test === undefined || test.type === "BooleanLiteral" || test.type === "NumericLiteral";

/** Loops; one whose turns are not known is read once. */
export const loopRules: Rules<t.Statement, void> = {
  ForOfStatement: (node, scope, interpreter) => {
    const given = interpreter.evaluate(node.right, scope);
    const value = interpreter.settle(given, interpreter.lineOf(node.right));
    const item = new Unknown("an item", { rows: value instanceof Unknown && value.rows });
    each(node, itemsOf(value), item, scope, interpreter);
  },
  ForInStatement: (node, scope, interpreter) => {
    const value = interpreter.evaluate(node.right, scope);
    const keys =
      value instanceof Obj && !value.open
        ? [...value.entries.keys()]
        : value instanceof List
          ? value.items.map((_, index) => String(index))
          : null;
    each(node, keys, new Unknown("a key"), scope, interpreter);
  },
  ForStatement: (node, scope, interpreter) => {
    const inner = new Scope(scope);
    const { init, test, update, body } = node;
    if (init?.type === "VariableDeclaration") interpreter.run(init, inner);
    else if (init !== null && init !== undefined) interpreter.evaluate(init, inner);
    whileTrue(test, body, inner, interpreter, () => {
      if (update !== null && update !== undefined) interpreter.evaluate(update, inner);
    });
  },
  WhileStatement: (node, scope, interpreter) => whileTrue(node.test, node.body, scope, interpreter),
  DoWhileStatement: (node, scope, interpreter) => {
    const truth = truthOf(interpreter.evaluate(node.test, scope));
    if (truth !== false || isEndless(node.test)) once(node.body, scope, interpreter);
    else turn(node.body, scope, interpreter);
  },
};
