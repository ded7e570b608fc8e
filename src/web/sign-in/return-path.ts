/** Pages that lead to sign-in or out of it are no place to come back to. */
const onTheWay = /^\/(?:login|logout|auth)(?:\/|$)/;

/**
 * Where to go after sign-in: a path of this site with its query, else "/". Whatever the browser would take for another
 * site's address is refused, as everybody can write a link to the sign-in page.
 */
export function returnPath(wanted: string | undefined, publicUrl: URL): string {
  if (wanted === undefined || !wanted.startsWith("/") || !URL.canParse(wanted, publicUrl.href)) return "/";
  const url = new URL(wanted, publicUrl);
  if (url.origin !== publicUrl.origin || url.pathname.startsWith("//") || onTheWay.test(url.pathname))
    return "/";
  return `${url.pathname}${url.search}`;
}
