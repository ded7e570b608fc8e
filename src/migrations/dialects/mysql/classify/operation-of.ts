import type { Operation } from "../../../operation.js";
import type { MysqlRule } from "../rules/rule.js";

/** An operation as its rule describes it, with what is particular to it. */
export function operationOf(
  rule: MysqlRule,
  particular: Pick<Operation, "kind" | "table" | "line"> & Partial<Operation>,
): Operation {
  const unknown = (particular.cost ?? rule.cost) === "unknown";
  return {
    cost: rule.cost,
    blocksReads: unknown,
    blocksWrites: unknown,
    alsoBlocks: [],
    lock: null,
    heldUntil: "statement",
    transaction: null,
    note: rule.note,
    advice: rule.advice,
    rule: rule.id,
    work: [],
    statement: null,
    ...particular,
  };
}
