import { createHash } from "node:crypto";
import type { Contents } from "./contents.js";
import type { Disposition, Report } from "./report.js";

/** What changes production. Cancelled out, or there already: nobody has to look at it. */
const goingOut: ReadonlySet<Disposition> = new Set(["shipping", "no-issue", "ignored"]);

/** A commit that goes out, and what it is known by wherever it stands. */
export interface ContentPart {
  /** 32 hexadecimal digits */
  readonly id: string;
  readonly sha: string;
  readonly message: string;
}

/**
 * What a deploy changes, newest first: every commit that goes out, known by its changes and its issues instead of its
 * SHA, so that a rebase or another wording is the same content. Commits that are the same in both are numbered from
 * the oldest.
 */
export function contentParts({ commits }: Contents): readonly ContentPart[] {
  const seen = new Map<string, number>();
  return commits
    .filter(({ disposition }) => goingOut.has(disposition))
    .toReversed()
    .map(({ commit: { sha, message, changeId }, issueKeys }) => {
      const identity = JSON.stringify([changeId, issueKeys.toSorted()]);
      const ordinal = seen.get(identity) ?? 0;
      seen.set(identity, ordinal + 1);
      return { id: digest(`${identity} ${ordinal}`).slice(0, 32), sha, message };
    })
    .toReversed();
}

/** The same of a report; null where it does not say. */
export function reportedParts({ commits, contentIds }: Report): readonly ContentPart[] | null {
  if (contentIds === null) return null;
  return commits
    .filter(({ disposition }) => goingOut.has(disposition))
    .flatMap(({ sha, message }, index) => {
      const id = contentIds[index];
      return id === undefined ? [] : [{ id, sha, message }];
    });
}

/** One id for the whole, whatever the order: 64 hexadecimal digits. */
export function contentDigest(ids: readonly string[]): string {
  return digest(ids.toSorted().join(" "));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
