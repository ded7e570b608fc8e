import { assign } from "./assign.js";
import { ControlFlow } from "./control-flow.js";
import type { Interpreter } from "./interpreter.js";
import { truthOf } from "./known.js";
import { binary } from "./operators.js";
import { createScope } from "./scope.js";
import type { Names } from "./value.js";
import type { Statement } from "./syntax.js";
import { none, symbol, unknown, type Value } from "./value.js";

type Of<Kind extends Statement["kind"]> = Extract<Statement, { kind: Kind }>;

function perhaps(statements: readonly Statement[], scope: Names, interpreter: Interpreter): void {
  interpreter.perhaps(() => {
    interpreter.run(statements, scope);
    return none;
  });
}

/** The branch that conditions pick; where it is not known which, all that may be. */
function runIf({ branches, otherwise }: Of<"if">, scope: Names, interpreter: Interpreter): void {
  let isCertain = true;
  for (const { condition, body } of branches) {
    const truth = truthOf(interpreter.evaluate(condition, scope));
    if (truth === false) continue;
    if (truth === true) {
      if (isCertain) interpreter.run(body, scope);
      else perhaps(body, scope, interpreter);
      return;
    }
    isCertain = false;
    perhaps(body, scope, interpreter);
  }
  if (isCertain) interpreter.run(otherwise, scope);
  else perhaps(otherwise, scope, interpreter);
}

function runTry(
  { body, handlers, otherwise, lastly }: Of<"try">,
  scope: Names,
  interpreter: Interpreter,
): void {
  if (handlers.length === 0) interpreter.run(body, scope);
  else {
    perhaps(body, scope, interpreter);
    for (const { name, body: handler } of handlers) {
      if (name !== null) interpreter.assignments.set(scope, name, unknown("an error"));
      perhaps(handler, scope, interpreter);
    }
  }
  interpreter.run(otherwise, scope);
  interpreter.run(lastly, scope);
}

function runWith({ items, body, line }: Of<"with">, scope: Names, interpreter: Interpreter): void {
  const entered: Value[] = [];
  for (const { value: expression, target } of items) {
    const value = interpreter.evaluate(expression, scope);
    entered.push(value);
    const inner =
      value.type === "host" ? (value.host.call("__enter__", { args: noArguments, line }) ?? value) : value;
    if (target !== null) assign(target, inner, scope, interpreter);
    else if (value.type === "unknown") interpreter.discard(value);
  }
  interpreter.run(body, scope);
  for (const value of entered)
    if (value.type === "host") value.host.call("__exit__", { args: noArguments, line });
}

const noArguments = { positional: [], named: new Map<string, Value>(), isOpen: false };

function runClass({ name, bases, body, line }: Of<"class">, scope: Names, interpreter: Interpreter): void {
  const own = createScope(scope);
  const values = bases.map(({ value }) => interpreter.evaluate(value, scope));
  interpreter.run(body, own);
  interpreter.assignments.set(scope, name, { type: "class", name, line, bases: values, scope: own });
}

function runWhile({ condition, body }: Of<"while">, scope: Names, interpreter: Interpreter): void {
  if (truthOf(interpreter.evaluate(condition, scope)) === false) return;
  interpreter.unknownLoop(() => interpreter.run(body, scope));
}

function runUpdate(
  { target, operator, value, line }: Of<"update">,
  scope: Names,
  interpreter: Interpreter,
): void {
  const before = interpreter.evaluate(target, scope);
  const given = interpreter.evaluate(value, scope);
  // A list grows in place, wherever else it is known.
  if (before.type === "list" && operator === "+") {
    interpreter.spend(before.items.length);
    if (given.type === "list") before.items.push(...given.items);
    before.isOpen ||= given.type !== "list" || given.isOpen || interpreter.doubt > before.doubt;
    return;
  }
  assign(target, binary(operator, before, given, interpreter, line), scope, interpreter);
}

/** Runs one statement. */
export function runStatement(statement: Statement, scope: Names, interpreter: Interpreter): void {
  switch (statement.kind) {
    case "expression":
      interpreter.discard(interpreter.evaluate(statement.value, scope));
      return;
    case "assign": {
      const value = interpreter.evaluate(statement.value, scope);
      // What is assigned was what the call was for.
      const used = value.type === "unknown" && value.doubt !== null ? { ...value, doubt: null } : value;
      for (const target of statement.targets) assign(target, used, scope, interpreter);
      return;
    }
    case "update":
      runUpdate(statement, scope, interpreter);
      return;
    case "return":
      throw new ControlFlow(
        "return",
        statement.value === null ? none : interpreter.evaluate(statement.value, scope),
      );
    case "jump":
      throw new ControlFlow(statement.jump);
    case "if":
      runIf(statement, scope, interpreter);
      return;
    case "for":
      interpreter.iterate(interpreter.evaluate(statement.items, scope), statement.line, (item) => {
        assign(statement.target, item, scope, interpreter);
        interpreter.run(statement.body, scope);
      });
      interpreter.run(statement.otherwise, scope);
      return;
    case "while":
      runWhile(statement, scope, interpreter);
      return;
    case "try":
      runTry(statement, scope, interpreter);
      return;
    case "with":
      runWith(statement, scope, interpreter);
      return;
    case "function": {
      const { definition } = statement;
      const code = { ...definition, scope };
      interpreter.assignments.set(scope, definition.name, { type: "function", code, bound: null });
      return;
    }
    case "class":
      runClass(statement, scope, interpreter);
      return;
    case "import":
      for (const { path, alias } of statement.names)
        interpreter.assignments.set(
          scope,
          alias,
          interpreter.domain.symbol(path, interpreter) ?? symbol(path),
        );
      return;
    case "perhaps":
      for (const body of statement.bodies) perhaps(body, scope, interpreter);
      return;
    case "pass":
      return;
  }
}
