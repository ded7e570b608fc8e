import type { Seconds } from "../checker/migration-report.js";
import { noTime, sumOf } from "./cost-model/interval.js";
import type { Operation } from "./operation.js";

/**
 * How long what each operation blocks stays blocked: as long as it takes, or where its lock is kept to the end of a
 * transaction, as long as it and everything after it in there takes. Null where that cannot be told.
 */
export function blockedTimes(
  operations: readonly Operation[],
  seconds: readonly (Seconds | null)[],
): readonly (Seconds | null)[] {
  return operations.map((operation, at) => {
    const blocks =
      operation.blocksReads ||
      operation.blocksWrites ||
      operation.alsoBlocks.some(({ reads, writes }) => reads || writes);
    if (!blocks) return noTime;
    if (operation.heldUntil === "statement" || operation.transaction === null) return seconds[at] ?? null;
    const rest = operations.flatMap((later, index) =>
      index >= at && later.transaction === operation.transaction ? [seconds[index] ?? null] : [],
    );
    return sumOf(rest);
  });
}
