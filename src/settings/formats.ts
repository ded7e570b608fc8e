import { z } from "zod";

/** A text that is not empty once trimmed. */
export const text = z.string().trim().min(1, "is empty");

/** Names separated by commas or blanks; at least one. */
export const list = text
  .transform((value) => value.split(/[\s,]+/).filter((name) => name !== ""))
  .refine((names) => names.length > 0, "is empty");

export const port = text
  .regex(/^\d{1,5}$/, "is not a port number")
  .transform(Number)
  .refine((value) => value <= 65_535, "is not a port number (at most 65535)");

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return text
    .transform((value) => value.toLowerCase())
    .pipe(z.enum(values, { error: `is none of ${values.join(", ")}` }));
}

/**
 * An http or https URL without credentials, query or fragment (`path: false`: and without a path); the answer has
 * no slash at its end, so that paths can be appended.
 */
export function httpUrl({ path }: { path: boolean }) {
  return text.transform((value, context) => {
    const mistake = URL.canParse(value)
      ? mistakeOfHttpUrl(new URL(value), path)
      : "is not a URL (it starts with https://)";
    if (mistake === null) return value.replace(/\/+$/, "");
    context.addIssue({ code: "custom", message: mistake });
    return z.NEVER;
  });
}

function mistakeOfHttpUrl(url: URL, path: boolean): string | null {
  if (url.protocol !== "https:" && url.protocol !== "http:") return "is not an http or https URL";
  if (url.username !== "" || url.password !== "") return "contains credentials, which do not belong in a URL";
  if (url.search !== "" || url.hash !== "") return "has a query or a fragment, which cannot be used here";
  if (!path && url.pathname !== "/")
    return "has a path: the app is served at the root of a host name of its own";
  return null;
}

/** A URL of one of these schemes ("postgres:"), kept as it was written. May hold a password: never shown. */
export function urlOf(...schemes: readonly [string, ...string[]]) {
  return text.refine(
    (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol),
    `is not a URL that starts with ${schemes.map((scheme) => `${scheme}//`).join(" or ")}`,
  );
}
