import type { Operation } from "../../../operation.js";
import type { Reading } from "../statement/statement.js";

type Unknown = Pick<Operation, "cost" | "note">;

/** A statement that waits on purpose takes as long as it says, not as long as its rows do. */
export function waitsOn({ calls }: Pick<Reading, "calls">): Partial<Unknown> {
  const wait = calls.find(({ waits }) => waits);
  return wait === undefined ? {} : { cost: "unknown", note: `It waits on purpose (${wait.name}).` };
}

/** What a query calls of which nothing is known; nothing where it calls no such thing. */
export function unknownCalls(reading: Pick<Reading, "calls">): Partial<Unknown> {
  const [stored] = reading.calls.filter(({ waits }) => !waits);
  if (stored === undefined) return waitsOn(reading);
  return { cost: "unknown", note: `What the function ${stored.name} does cannot be told.` };
}
