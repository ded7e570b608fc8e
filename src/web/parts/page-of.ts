/** One page of a long list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** From 1; "all" for the whole list at once. */
  readonly number: number | "all";
  readonly pages: number;
  readonly total: number;
  /** The position of the first item, from 1; 0 where there is none. */
  readonly from: number;
}

/** Lists up to this length may be shown at once: beyond it a browser takes noticeably long to lay them out. */
export const wholeListLimit = 2000;

/**
 * The page that a reader asked for by `?<list>=2` or `?<list>=all`; the first where they asked for none or
 * for one that does not exist.
 */
export function pageOf<T>(all: readonly T[], size: number, asked: string | null): Page<T> {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const total = all.length;
  if (pages > 1 && asked === "all" && total <= wholeListLimit) {
    return { items: all, number: "all", pages, total, from: 1 };
  }
  const wanted = asked !== null && /^[1-9][0-9]{0,5}$/.test(asked) ? Number(asked) : 1;
  const number = wanted <= pages ? wanted : 1;
  const start = (number - 1) * size;
  return { items: all.slice(start, start + size), number, pages, total, from: Math.min(start + 1, total) };
}
