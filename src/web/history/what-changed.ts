import type { Outline, OutlinedFinding } from "../../deploys/ports/history.js";
import type { HeadHistory } from "./fold-entries.js";

export interface Changes {
  readonly gone: readonly OutlinedFinding[];
  readonly added: readonly OutlinedFinding[];
  readonly commitsAdded: number;
  readonly commitsRemoved: number;
}

/** What a head has changed since the one before it on the same ref, or why that is not told. */
export type WhatChanged =
  | ({ readonly kind: "changes" } & Changes)
  | { readonly kind: "first" }
  | { readonly kind: "could-not-tell" }
  | { readonly kind: "not-recorded" };

export function whatChanged({ entries }: HeadHistory): WhatChanged {
  // Where something was away its findings are not gone.
  const told = entries.find(({ state }) => state !== "error");
  if (told === undefined) return { kind: "could-not-tell" };
  const previous = entries.at(-1)?.previous ?? null;
  if (told.outline === null) return { kind: "not-recorded" };
  if (previous === null) return { kind: "first" };
  if (previous.outline === null) return { kind: "not-recorded" };
  return { kind: "changes", ...compare(previous.outline, told.outline) };
}

function compare(before: Outline, after: Outline): Changes {
  return {
    gone: lacking(before, after),
    added: lacking(after, before),
    commitsAdded: countNew(before.commits, after.commits),
    commitsRemoved: countNew(after.commits, before.commits),
  };
}

function countNew(before: readonly string[], after: readonly string[]): number {
  const known = new Set(before);
  return after.filter((sha) => !known.has(sha)).length;
}

/** What only one of them has; of a check that could not tell at the other, nobody knows that. */
function lacking(from: Outline, other: Outline): readonly OutlinedFinding[] {
  const known = new Set(other.findings.map(({ id }) => id));
  const untold = new Set(other.untold);
  return from.findings.filter(({ id, check }) => !known.has(id) && !untold.has(check));
}
