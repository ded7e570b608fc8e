import type * as t from "@babel/types";
import type { StepWriter } from "../step-writer.js";
import type { Scope } from "./scope.js";
import type { Closure, FunctionNode, Value } from "./value.js";
import type { Variables } from "./variables.js";

/** A call whose callee and arguments were evaluated. */
export interface Call {
  readonly callee: Value;
  readonly self: Value;
  readonly args: readonly Value[];
  readonly line: number;
  /** As it is written, for people. */
  readonly name: string;
}

/** What evaluating a node may ask for. */
export interface Interpreter {
  readonly steps: StepWriter;
  readonly variables: Variables;
  evaluate(node: t.Expression, scope: Scope): Value;
  run(node: t.Statement, scope: Scope): void;
  lineOf(node: t.Node): number;
  call(call: Call): Value;
  /** Calls a function that a method was given. */
  callBack(callee: Value, args: readonly Value[], line: number): Value;
  construct(callee: Value, args: readonly Value[], line: number): Value;
  get(object: Value, key: string, line: number): Value;
  set(object: Value, key: string, value: Value): void;
  /** What `await` makes of a value. */
  settle(value: Value, line: number): Value;
  /** Texts put together; what is not known stands as NULL. */
  join(parts: readonly Value[]): Value;
  /** A statement's value, which nobody uses. */
  discard(value: Value, line: number): void;
  module(source: string): Value;
  global(name: string): Value;
  closure(node: FunctionNode, scope: Scope, name: string): Closure;
  readonly exports: Value;
  exported(name: string, value: Value): void;
  /** Reads code that may or may not run; null where it ran to its end, else what ended it. */
  perhaps(code: () => void): "return" | "throw" | "break" | "continue" | null;
  /** Remembers what the function that runs may return. */
  mayReturn(value: Value): void;
  /** Reads code once that runs a number of times that is not known. */
  inLoop(code: () => void): void;
  readonly inUnknownLoop: boolean;
  /** Spends a part of the work that one file may cost. @throws TooMuchWork */
  spend(units: number): void;
}

/** How nodes of one kind are evaluated. */
export type Rules<Nodes extends t.Node, Result> = {
  readonly [Type in Nodes["type"]]?: (
    node: Extract<t.Node, { type: Type }>,
    scope: Scope,
    interpreter: Interpreter,
  ) => Result;
};
