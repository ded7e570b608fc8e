/** The query parameters of a list's next page, from a `Link` header; null on the last page. */
export function nextPage(link: string | null): Readonly<Record<string, string>> | null {
  const target = /<([^<>]+)>\s*;[^<]*\brel="?next"?/.exec(link ?? "")?.[1];
  if (target === undefined || !URL.canParse(target)) return null;
  return Object.fromEntries(new URL(target).searchParams);
}
