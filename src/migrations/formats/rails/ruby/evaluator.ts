import type { DefNode, Node } from "@ruby/prism";
import type { Interpreter } from "./interpreter.js";
import type { RubySource } from "./ruby-source.js";
import type { Call, Value } from "./value.js";
import type { Variables } from "./variables.js";

/** What evaluating a node may ask for. */
export interface Evaluator extends Interpreter {
  readonly variables: Variables;
  readonly source: RubySource;
  lineOf(node: Node): number;
  /** A constant of the file, or one that it does not define. */
  constant(path: string): Value;
  setConstant(path: string, value: Value): void;
  /** A method that the migration, or a module that it includes, defines. */
  method(name: string): DefNode | null;
  defineMethod(name: string, definition: DefNode): void;
  /** Runs code inside of a loop whose turns are not known. */
  inLoop(code: () => void): void;
  invoke(definition: DefNode, call: Call): Value;
}
