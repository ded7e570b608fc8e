import type { HistoryEntry } from "../../deploys/ports/history.js";

/** What a head came to, one evaluation after the other without another head of its ref between them. */
export interface HeadHistory {
  readonly ref: string;
  readonly headSha: string;
  /** Newest first; at least one. */
  readonly entries: readonly [HistoryEntry, ...HistoryEntry[]];
}

export interface HistoryPageContents {
  readonly heads: readonly HeadHistory[];
  /** Where the next page goes on; null: there is nothing older. */
  readonly before: string | null;
}

/**
 * Folds evaluations of the same head together. `entries`: newest first, one more than `limit` where there are
 * older ones. A head that the page's end would cut in two is left to the next page, unless it fills this one.
 */
export function foldEntries(entries: readonly HistoryEntry[], limit: number): HistoryPageContents {
  const all = fold(entries.slice(0, limit));
  const next = entries[limit];
  const last = all.at(-1);
  const isCut = next !== undefined && last !== undefined && isOf(last, next);
  const heads = isCut && all.length > 1 ? all.slice(0, -1) : all;
  return { heads, before: next === undefined ? null : (heads.at(-1)?.entries.at(-1)?.id ?? null) };
}

function fold(entries: readonly HistoryEntry[]): readonly HeadHistory[] {
  const heads: { ref: string; headSha: string; entries: [HistoryEntry, ...HistoryEntry[]] }[] = [];
  for (const entry of entries) {
    const last = heads.at(-1);
    if (last !== undefined && isOf(last, entry)) last.entries.push(entry);
    else heads.push({ ref: entry.ref, headSha: entry.headSha, entries: [entry] });
  }
  return heads;
}

function isOf(head: Pick<HeadHistory, "ref" | "headSha">, entry: HistoryEntry): boolean {
  return head.ref === entry.ref && head.headSha === entry.headSha;
}
