import type { Node } from "@ruby/prism";
import type { Evaluator } from "./evaluator.js";
import type { Frame, Value } from "./value.js";

// Each class of node has its own parameters; only `instanceof` is asked of it here.
type NodeClass<T extends Node> = abstract new (...args: never[]) => T;

/** How nodes of one class are evaluated. */
export interface NodeRule {
  readonly node: NodeClass<Node>;
  readonly evaluate: (node: Node, frame: Frame, evaluator: Evaluator) => Value | undefined;
}

export function rule<T extends Node>(
  node: NodeClass<T>,
  evaluate: (node: T, frame: Frame, evaluator: Evaluator) => Value,
): NodeRule {
  return {
    node,
    evaluate: (one, frame, evaluator) => (one instanceof node ? evaluate(one, frame, evaluator) : undefined),
  };
}
