import type { FC } from "hono/jsx";
import { wholeListLimit, type Page } from "./page-of.js";

interface PageLinksProps {
  readonly page: Page<unknown>;
  /** The list's name in the address, which is also the id of its section. */
  readonly list: string;
  /** "Commits" */
  readonly label: string;
  /** What the address says of the other lists. */
  readonly query: URLSearchParams;
}

/** How many page numbers are named on either side of the present one. */
const neighbours = 2;

/** The way through a list that is too long for one page; nothing where it is not. */
export const PageLinks: FC<PageLinksProps> = ({ page, list, label, query }) => {
  if (page.pages === 1) return null;
  const current = page.number;
  const numbers = Array.from({ length: page.pages }, (_, index) => index + 1).filter(
    (number) =>
      number === 1 ||
      number === page.pages ||
      Math.abs(number - (current === "all" ? 1 : current)) <= neighbours,
  );
  const hrefOf = (number: number | "all"): string => {
    const changed = new URLSearchParams(query);
    changed.set(list, String(number));
    return `?${changed.toString()}#${list}`;
  };
  const items = [...numbers, ...(page.total <= wholeListLimit ? (["all"] as const) : [])];
  const to = page.from + page.items.length - 1;
  return (
    <nav class="pages" aria-label={`${label}: pages`}>
      <span class="muted">
        {page.from}–{to} of {page.total}
      </span>
      <ul>
        {items.map((number) => (
          <li>
            <a href={hrefOf(number)} aria-current={number === current ? "page" : undefined}>
              {number === "all" ? (
                "All"
              ) : (
                <>
                  <span class="for-readers">{label}, page </span>
                  {number}
                </>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
