/** JQL that Jira answers with 400, in Jira's manner of speaking. */
export class JqlError extends Error {
  override readonly name = "JqlError";
}

export interface Token {
  readonly kind: "word" | "string" | "symbol" | "end";
  /** Words and strings as they are meant, escapes resolved; symbols in their usual form. */
  readonly text: string;
}

const symbols = ["!=", "!~", "<=", ">=", "&&", "||", "=", "~", "<", ">", "!", "(", ")", ","];

export function tokenise(jql: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < jql.length) {
    const character = jql.charAt(at);
    if (/\s/.test(character)) {
      at++;
    } else if (character === '"' || character === "'") {
      const end = closingQuote(jql, at);
      tokens.push({ kind: "string", text: jql.slice(at + 1, end).replace(/\\(.)/gs, "$1") });
      at = end + 1;
    } else {
      const symbol = symbols.find((candidate) => jql.startsWith(candidate, at));
      const word = /^[^\s"'()=!<>~,&|]+/.exec(jql.slice(at))?.[0];
      if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
      else if (word !== undefined) tokens.push({ kind: "word", text: word });
      else
        throw new JqlError(
          `Error in the JQL Query: The character '${character}' is a reserved JQL character.`,
        );
      at += (symbol ?? word)?.length ?? 1;
    }
  }
  return [...tokens, { kind: "end", text: "" }];
}

function closingQuote(jql: string, start: number): number {
  for (let at = start + 1; at < jql.length; at++) {
    if (jql[at] === "\\") at++;
    else if (jql[at] === jql[start]) return at;
  }
  throw new JqlError(
    `Error in the JQL Query: The quoted string '${jql.slice(start + 1)}' has not been completed. (line 1, character ${start + 1})`,
  );
}
