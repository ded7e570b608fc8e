import { ok, type Answer } from "./answer.js";
import type { ApiCall } from "./api-call.js";

/** How many items GitHub lists when not told, and at most. */
const defaultSize = 30;
const largestSize = 100;

export interface Page {
  readonly number: number;
  readonly size: number;
  readonly skip: number;
}

export function pageOf(query: URLSearchParams): Page {
  const number = Math.max(1, Math.trunc(Number(query.get("page") ?? 1)) || 1);
  const asked = Math.trunc(Number(query.get("per_page") ?? defaultSize)) || defaultSize;
  const size = Math.min(largestSize, Math.max(1, asked));
  return { number, size, skip: (number - 1) * size };
}

/** Answers one page of a list that is known in full, with links to the others. */
export function paginate<T>(
  call: ApiCall,
  items: readonly T[],
  render: (item: T) => unknown,
  wrap: (rendered: unknown[]) => unknown = (rendered) => rendered,
): Answer {
  const page = pageOf(call.query);
  const last = Math.max(1, Math.ceil(items.length / page.size));
  const shown = items.slice(page.skip, page.skip + page.size);
  return ok(wrap(shown.map(render)), linkHeader(call, page, last));
}

/** The Link header of a page; empty where there is only one. */
export function linkHeader(call: ApiCall, { number }: Page, last: number): Record<string, string> {
  const link = (rel: string, page: number) => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(page));
    return `<${call.address}?${query.toString()}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [link("first", 1), link("prev", number - 1)] : []),
    ...(number < last ? [link("next", number + 1), link("last", last)] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(", ") };
}
