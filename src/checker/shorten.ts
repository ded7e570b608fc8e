/**
 * Shortens a text to at most `limit` UTF-16 units, ending in "…" where something was left out, and never in half
 * of a surrogate pair. `limit` is at least 1.
 */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const kept = text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}…`;
}
