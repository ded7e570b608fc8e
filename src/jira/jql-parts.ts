import { UnwrappableJql } from "./unwrappable-jql.js";

export interface JqlParts {
  readonly condition: string;
  /** "ORDER BY rank" as written, or "". */
  readonly orderBy: string;
}

const orderByHere = /order\s+by(?![\p{L}\p{N}_])/iuy;
const wordBefore = /[\p{L}\p{N}_.]$/u;

/**
 * Splits JQL at its ORDER BY. Reads quotes and parentheses as Jira does: strings in either kind of quotes, with
 * backslash escapes. Throws {@link UnwrappableJql} where they do not match up.
 */
export function jqlParts(jql: string): JqlParts {
  let depth = 0;
  let quote: string | null = null;
  let orderByAt: number | null = null;
  for (let at = 0; at < jql.length; at++) {
    const character = jql.charAt(at);
    if (quote !== null) {
      if (character === "\\") at++;
      else if (character === quote) quote = null;
      continue;
    }
    if (character === '"' || character === "'") quote = character;
    // Outside of quotes Jira allows escapes that nobody needs, and whose reading we could get wrong.
    else if (character === "\\") throw new UnwrappableJql("a backslash outside of quotes");
    else if (character === "\0") throw new UnwrappableJql("a NUL character");
    else if (character === "(") depth++;
    else if (character === ")" && --depth < 0) throw new UnwrappableJql("a closing parenthesis too many");
    else if (depth === 0 && orderByAt === null && startsOrderBy(jql, at)) orderByAt = at;
  }
  if (quote !== null) throw new UnwrappableJql("an unclosed quote");
  if (depth > 0) throw new UnwrappableJql("an unclosed parenthesis");
  const end = orderByAt ?? jql.length;
  return { condition: jql.slice(0, end).trim(), orderBy: jql.slice(end).trim() };
}

function startsOrderBy(jql: string, at: number): boolean {
  orderByHere.lastIndex = at;
  return orderByHere.test(jql) && !wordBefore.test(jql.slice(Math.max(0, at - 2), at));
}
