import type { Node } from "@ruby/prism";
import type { StepWriter } from "../step-writer.js";
import type { Target } from "../sql/target.js";
import type { Block, Call, Frame, Value } from "./value.js";

/** What methods may ask of the interpreter that calls them. */
export interface Interpreter {
  readonly target: Target;
  readonly steps: StepWriter;
  evaluate(node: Node | null, frame: Frame): Value;
  /** Calls a block; `next` inside of it ends the call. */
  yieldTo(block: Block, args: readonly Value[]): Value;
  /**
   * Calls a block once for every item; `break` ends the loop. `items` null: how often it runs, and with what, is not
   * known, so that it is read once with the arguments given. Gives the blocks' values.
   */
  loop(block: Block, items: readonly (readonly Value[])[] | null, once: readonly Value[]): readonly Value[];
  /** A value that nobody uses: if the call behind it may have done anything, that is said. */
  discard(value: Value): void;
  /** Whether the code runs a number of times that is not known. */
  readonly inUnknownLoop: boolean;
  /** Reads code that may or may not run: neither `return` nor `raise` in it ends what follows. */
  perhaps(code: () => Value): Value;
  /** Calls a method of the migration. */
  dispatch(call: Call): Value;
  /** Runs code with schema commands turned around (`revert { ... }`). */
  readonly reverting: boolean;
  revert(code: () => void): void;
  /** Spends a part of the work that one file may cost. @throws TooMuchWork */
  spend(units: number): void;
}

/** A way to answer calls; undefined: not one of its methods. */
export type Methods = (call: Call, interpreter: Interpreter) => Value | undefined;
