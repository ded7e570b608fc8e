import {
  CallNode,
  ClassNode,
  ConstantOrWriteNode,
  ConstantWriteNode,
  DefNode,
  ModuleNode,
  type Node,
  SelfNode,
  SingletonClassNode,
  StatementsNode,
} from "@ruby/prism";
import { pluralize, tableOfClass, underscore } from "./inflections.js";
import type { Evaluator } from "./ruby/evaluator.js";
import { textOf } from "./ruby/known.js";
import type { Frame, Model, Value } from "./ruby/value.js";
import { constantPath } from "./ruby/variable-rules.js";

const noTable = new Set(["ActiveRecord::Base", "ApplicationRecord"]);

/** The statements of a class's or module's body. */
export const bodyOf = (body: Node | null): readonly Node[] =>
  body instanceof StatementsNode ? body.body : [];

/** The table of a model's superclass, where it has one of its own. */
function inheritedTable(superclass: Node | null, evaluator: Evaluator): string | null {
  const path = superclass === null ? null : constantPath(superclass);
  if (path === null || noTable.has(path)) return null;
  const parent = evaluator.constant(path);
  if (parent.type === "model") return parent.model.table;
  return parent.type === "constant" ? tableOfClass(parent.path) : null;
}

interface Declared {
  table: string | null;
  isAbstract: boolean;
  readonly scopes: Set<string>;
}

function readModelBody(node: ClassNode, frame: Frame, evaluator: Evaluator): Declared {
  const declared: Declared = { table: null, isAbstract: false, scopes: new Set() };
  for (const statement of bodyOf(node.body)) {
    if (!(statement instanceof CallNode)) continue;
    const [argument] = statement.arguments_?.arguments_ ?? [];
    const isSelf = statement.receiver === null || statement.receiver instanceof SelfNode;
    if (argument === undefined || !isSelf) continue;
    if (statement.name === "table_name=" || statement.name === "set_table_name")
      declared.table = textOf(evaluator.evaluate(argument, frame));
    if (statement.name === "abstract_class=") declared.isAbstract = true;
    if (statement.name === "scope") declared.scopes.add(textOf(evaluator.evaluate(argument, frame)) ?? "");
  }
  return declared;
}

/** A class of the file that stands for a table: its own name's, its superclass's or the one that it names. */
function modelOf(node: ClassNode, frame: Frame, evaluator: Evaluator): Model {
  const declared = readModelBody(node, frame, evaluator);
  const inherited = inheritedTable(node.superclass, evaluator);
  const table = declared.isAbstract
    ? null
    : (declared.table ?? inherited ?? pluralize(underscore(node.name)));
  return { name: node.name, table, scopes: declared.scopes };
}

/** Learns the constants, helper methods and models that a body defines, and runs what it does as it is loaded. */
export function declare(statements: readonly Node[], frame: Frame, evaluator: Evaluator): void {
  for (const statement of statements) {
    if (statement instanceof DefNode) evaluator.defineMethod(statement.name, statement);
    else if (statement instanceof ConstantWriteNode || statement instanceof ConstantOrWriteNode)
      evaluator.evaluate(statement, frame);
    else if (statement instanceof ModuleNode || statement instanceof SingletonClassNode)
      declare(bodyOf(statement.body), frame, evaluator);
    else if (statement instanceof ClassNode && statement.superclass !== null) {
      declareConstants(statement, frame, evaluator);
      const value: Value = { type: "model", model: modelOf(statement, frame, evaluator) };
      evaluator.setConstant(statement.name, value);
    } else if (isCallOnOther(statement)) evaluator.evaluate(statement, frame);
  }
}

/** Of what is called where a file or class is loaded, macros of the class (`include`, `milestone`) do nothing to a database. */
function isCallOnOther(statement: Node): boolean {
  return (
    statement instanceof CallNode && statement.receiver !== null && !(statement.receiver instanceof SelfNode)
  );
}

function declareConstants(node: ClassNode, frame: Frame, evaluator: Evaluator): void {
  for (const statement of bodyOf(node.body))
    if (statement instanceof ConstantWriteNode) evaluator.evaluate(statement, frame);
}
