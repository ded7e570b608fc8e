import type { Assignments } from "./scope.js";
import type { StepList } from "./step-list.js";
import type { ArgumentSyntax, Expression, Statement } from "./syntax.js";
import type { Arguments, Call, Code, ConstructValue, ListValue, Names, Value } from "./value.js";

/** What the parts of the language may ask of what runs them. */
export interface Interpreter {
  readonly steps: StepList;
  readonly assignments: Assignments;
  readonly domain: Domain;
  /** How many branches and loops deep it is that may not run, or how often is not known. */
  readonly doubt: number;
  readonly inUnknownLoop: boolean;
  /** Spends a part of the work that one file may cost. @throws TooMuchWork */
  spend(units: number): void;
  evaluate(expression: Expression, scope: Names): Value;
  run(statements: readonly Statement[], scope: Names): void;
  args(syntax: readonly ArgumentSyntax[], scope: Names): Arguments;
  attribute(object: Value, name: string): Value;
  call(callee: Value, call: Call): Value;
  invoke(code: Code, args: Arguments, self?: Value | null): Value;
  /** What goes wrong inside makes its line unreadable, and the rest goes on. */
  attempt(line: number, code: () => Value): Value;
  /** Reads code that may or may not run: neither `return` nor `raise` in it ends what follows. */
  perhaps(code: () => Value): Value;
  /** Runs the body of a loop once, of which neither the items nor their number are known. */
  unknownLoop(code: () => void): void;
  /** Runs code for every item of a value, as far as they are known; `break` ends it. */
  iterate(value: Value, line: number, code: (item: Value) => void): void;
  /** The items of a list, of a dict its keys; null: not known. */
  itemsOf(value: Value, line: number): ListValue | null;
  /** A value that is read by code which needs more than its name, so that what it asks the database for is said. */
  use(value: Value, line: number): void;
  /** A value that nobody uses: if the call behind it may have done anything, that is said. */
  discard(value: Value): void;
}

/** What a framework makes of the names that a file imports. */
export interface Domain {
  /** Calls something imported; undefined: the call is kept as a construct. */
  call(construct: ConstructValue, interpreter: Interpreter): Value | undefined;
  /** A value that stands for something imported; undefined: it stays a symbol. */
  symbol(path: string, interpreter: Interpreter): Value | undefined;
  /** Calls a method of what the file does not define; undefined: none that says anything by its name. */
  method(owner: Value, name: string, call: Call, interpreter: Interpreter): Value | undefined;
  /** Says what a call does whose result nobody uses; false: what it does is not known. */
  perform(construct: ConstructValue, interpreter: Interpreter): boolean;
}
