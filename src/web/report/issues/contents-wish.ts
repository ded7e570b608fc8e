import { z } from "zod";

/** What issues can be grouped by. */
export const groupings = ["none", "epic", "type"] as const;
export type Grouping = (typeof groupings)[number];

/** The longest text that is looked for, in characters. */
export const longestFilter = 200;

const wish = z.object({
  group: z.enum(groupings).catch("none"),
  /** A column's name in addresses, "-" before it for the other way round; empty: as the commits name them. */
  sort: z
    .string()
    .regex(/^-?[\p{L}\p{N}][\p{L}\p{N}-]{0,79}$/u)
    .catch(""),
  filter: z
    .string()
    .transform((text) => text.replace(/\s+/g, " ").trim())
    .pipe(z.string().max(longestFilter))
    .catch(""),
  show: z.enum(["all", "problems"]).catch("all"),
});

/** How a reader wants to see the issues of a deploy. */
export type ContentsWish = Readonly<z.infer<typeof wish>>;

/** Without any wish: all issues, in the report's order. */
export const noWish: ContentsWish = { group: "none", sort: "", filter: "", show: "all" };

/** Reads an address; what is not understood is as if it were not there. */
export function readContentsWish(query: URLSearchParams): ContentsWish {
  return wish.parse(Object.fromEntries(query));
}

/** The shortest query that says the same. */
export function wishEntries(wanted: ContentsWish): [string, string][] {
  return Object.entries(wanted).filter(([name, value]) => noWish[name as keyof ContentsWish] !== value);
}

/**
 * The page's address with another wish, at the issues: other lists stay on the page on which they are, the
 * issues begin again with their first.
 */
export function wishHref(query: URLSearchParams, changes: Partial<ContentsWish>): string {
  const wanted = { ...readContentsWish(query), ...changes };
  const others = [...query].filter(([name]) => name !== "issues" && !(name in noWish));
  return `?${new URLSearchParams([...others, ...wishEntries(wanted)]).toString()}#issues`;
}
