import type * as t from "@babel/types";
import { defineClass } from "./classes.js";
import { ControlFlow } from "./control-flow.js";
import type { Interpreter, Rules } from "./interpreter.js";
import { sameValue, truthOf } from "./known.js";
import { loopRules } from "./loop-rules.js";
import { declarePattern } from "./patterns.js";
import { Scope } from "./scope.js";
import { Obj, Unknown, type Value } from "./value.js";

/** Functions can be called above where they stand. */
export function hoist(statements: readonly t.Statement[], scope: Scope, interpreter: Interpreter): void {
  for (const statement of statements) {
    const declared =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
        ? statement.declaration
        : statement;
    if (declared?.type === "FunctionDeclaration" && declared.id !== null && declared.id !== undefined) {
      const { name } = declared.id;
      interpreter.variables.declare(scope, name, interpreter.closure(declared, scope, name));
    }
  }
}

export function runBlock(statements: readonly t.Statement[], scope: Scope, interpreter: Interpreter): void {
  hoist(statements, scope, interpreter);
  for (const statement of statements) interpreter.run(statement, scope);
}

/** Both ways of a condition that is not known; where both end the function, so does the whole. */
function branch(ways: readonly (() => void)[], interpreter: Interpreter): void {
  const ends = ways.map((way) => interpreter.perhaps(way));
  const isOver = (end: (typeof ends)[number]): boolean => end === "return" || end === "throw";
  if (ends.length > 1 && ends.every(isOver))
    throw new ControlFlow("return", new Unknown("a value that depends on what is not known"));
}

function ifStatement(node: t.IfStatement, scope: Scope, interpreter: Interpreter): void {
  const truth = truthOf(interpreter.evaluate(node.test, scope));
  const { consequent, alternate } = node;
  if (truth === true) interpreter.run(consequent, scope);
  else if (truth === false) {
    if (alternate !== null && alternate !== undefined) interpreter.run(alternate, scope);
  } else
    branch(
      [consequent, alternate].flatMap((way) =>
        way === null || way === undefined ? [] : [() => interpreter.run(way, scope)],
      ),
      interpreter,
    );
}

function switchStatement(node: t.SwitchStatement, scope: Scope, interpreter: Interpreter): void {
  const value = interpreter.evaluate(node.discriminant, scope);
  const inner = new Scope(scope);
  const answers = node.cases.map(({ test }) =>
    test === null || test === undefined ? false : sameValue(value, interpreter.evaluate(test, inner)),
  );
  const first = answers.findIndex((answer) => answer !== false);
  const chosen =
    first === -1 ? node.cases.findIndex(({ test }) => test === null || test === undefined) : first;
  if (chosen === -1) return;
  if (answers[chosen] === null) {
    for (const { consequent } of node.cases)
      interpreter.perhaps(() => runBlock(consequent, inner, interpreter));
    return;
  }
  try {
    for (const { consequent } of node.cases.slice(chosen)) runBlock(consequent, inner, interpreter);
  } catch (error) {
    if (!(error instanceof ControlFlow && error.kind === "break" && error.label === null)) throw error;
  }
}

function tryStatement(node: t.TryStatement, scope: Scope, interpreter: Interpreter): void {
  const { block, handler, finalizer } = node;
  const rescue = (value: Value): void => {
    if (handler === null || handler === undefined) return;
    const inner = new Scope(scope);
    if (handler.param !== null && handler.param !== undefined)
      declarePattern(handler.param, value, inner, interpreter);
    interpreter.run(handler.body, inner);
  };
  try {
    interpreter.run(block, scope);
    interpreter.perhaps(() => rescue(new Unknown("an error")));
  } catch (error) {
    const isThrown = error instanceof ControlFlow && error.kind === "throw";
    if (!isThrown || handler === null || handler === undefined) throw error;
    rescue(error.value);
  } finally {
    if (finalizer !== null && finalizer !== undefined) interpreter.run(finalizer, scope);
  }
}

function exportNamed(node: t.ExportNamedDeclaration, scope: Scope, interpreter: Interpreter): void {
  const { declaration, specifiers, source } = node;
  if (declaration !== null && declaration !== undefined) {
    interpreter.run(declaration, scope);
    for (const [name, value] of scope.names)
      if (declares(declaration, name)) interpreter.exported(name, value);
  }
  const module = source === null || source === undefined ? null : interpreter.module(source.value);
  for (const specifier of specifiers) {
    if (specifier.type !== "ExportSpecifier") continue;
    const name =
      specifier.exported.type === "Identifier" ? specifier.exported.name : specifier.exported.value;
    const { local } = specifier;
    const value =
      module === null ? interpreter.evaluate(local, scope) : interpreter.get(module, local.name, 0);
    interpreter.exported(name, value);
  }
}

function declares(declaration: t.Declaration, name: string): boolean {
  if (declaration.type === "VariableDeclaration")
    return declaration.declarations.some(({ id }) => id.type === "Identifier" && id.name === name);
  return "id" in declaration && declaration.id?.type === "Identifier" && declaration.id.name === name;
}

function exportDefault(node: t.ExportDefaultDeclaration, scope: Scope, interpreter: Interpreter): void {
  const { declaration } = node;
  if (declaration.type === "FunctionDeclaration")
    interpreter.exported("default", interpreter.closure(declaration, scope, "default"));
  else if (declaration.type === "ClassDeclaration")
    interpreter.exported("default", defineClass(declaration, scope, interpreter));
  else if (declaration.type !== "TSDeclareFunction")
    interpreter.exported("default", interpreter.evaluate(declaration, scope));
}

function importDeclaration(node: t.ImportDeclaration, scope: Scope, interpreter: Interpreter): void {
  const module = interpreter.module(node.source.value);
  for (const specifier of node.specifiers) {
    const isWhole = specifier.type !== "ImportSpecifier";
    const name = isWhole
      ? "default"
      : specifier.imported.type === "Identifier"
        ? specifier.imported.name
        : specifier.imported.value;
    const value = isWhole ? module : interpreter.get(module, name, interpreter.lineOf(specifier));
    interpreter.variables.declare(scope, specifier.local.name, value);
  }
}

function enumDeclaration(node: t.TSEnumDeclaration, scope: Scope, interpreter: Interpreter): void {
  const made = new Obj();
  let next = 0;
  const members = node.body ? node.body.members : node.members;
  for (const { id, initializer } of members) {
    const name = id.type === "Identifier" ? id.name : "value" in id ? id.value : "";
    const value =
      initializer === null || initializer === undefined ? next : interpreter.evaluate(initializer, scope);
    if (typeof value === "number") next = value + 1;
    made.entries.set(name, value);
  }
  interpreter.variables.declare(scope, node.id.name, made);
}

const optional = (node: t.Expression | null | undefined, scope: Scope, interpreter: Interpreter): Value =>
  node === null || node === undefined ? undefined : interpreter.evaluate(node, scope);

/** Statements and declarations; types alone do nothing. */
export const statementRules: Rules<t.Statement, void> = {
  ...loopRules,
  ExpressionStatement: (node, scope, interpreter) => {
    const value = interpreter.evaluate(node.expression, scope);
    if (node.expression.type !== "AssignmentExpression") interpreter.discard(value, interpreter.lineOf(node));
  },
  BlockStatement: (node, scope, interpreter) => runBlock(node.body, new Scope(scope), interpreter),
  VariableDeclaration: (node, scope, interpreter) => {
    const target = node.kind === "var" ? scope.function() : scope;
    for (const { id, init } of node.declarations) {
      const value = optional(init, scope, interpreter);
      if (node.kind === "var" && init === null && id.type === "Identifier" && target.names.has(id.name))
        continue;
      declarePattern(id, value, target, interpreter);
    }
  },
  FunctionDeclaration: () => undefined,
  ClassDeclaration: (node, scope, interpreter) => {
    const made = defineClass(node, scope, interpreter);
    if (node.id !== null && node.id !== undefined) interpreter.variables.declare(scope, node.id.name, made);
  },
  IfStatement: ifStatement,
  SwitchStatement: switchStatement,
  TryStatement: tryStatement,
  ReturnStatement: (node, scope, interpreter) => {
    const value = optional(node.argument, scope, interpreter);
    throw new ControlFlow("return", value);
  },
  ThrowStatement: (node, scope, interpreter) => {
    throw new ControlFlow("throw", interpreter.evaluate(node.argument, scope));
  },
  BreakStatement: (node) => {
    throw new ControlFlow("break", undefined, node.label?.name ?? null);
  },
  ContinueStatement: (node) => {
    throw new ControlFlow("continue", undefined, node.label?.name ?? null);
  },
  LabeledStatement: (node, scope, interpreter) => {
    try {
      interpreter.run(node.body, scope);
    } catch (error) {
      if (!(error instanceof ControlFlow && error.label === node.label.name)) throw error;
    }
  },
  ImportDeclaration: importDeclaration,
  ExportNamedDeclaration: exportNamed,
  ExportDefaultDeclaration: exportDefault,
  ExportAllDeclaration: () => undefined,
  TSEnumDeclaration: enumDeclaration,
  TSExportAssignment: (node, scope, interpreter) =>
    interpreter.exported("default", interpreter.evaluate(node.expression, scope)),
  TSImportEqualsDeclaration: (node, scope, interpreter) => {
    const source =
      node.moduleReference.type === "TSExternalModuleReference" ? node.moduleReference.expression.value : "";
    interpreter.variables.declare(scope, node.id.name, interpreter.module(source));
  },
  TSInterfaceDeclaration: () => undefined,
  TSTypeAliasDeclaration: () => undefined,
  TSDeclareFunction: () => undefined,
  TSModuleDeclaration: () => undefined,
  EmptyStatement: () => undefined,
  DebuggerStatement: () => undefined,
};
