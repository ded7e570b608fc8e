import { JqlError, type Token, tokenise } from "./tokens.js";

export type Clause =
  | { readonly kind: "and" | "or"; readonly left: Clause; readonly right: Clause }
  | { readonly kind: "not"; readonly clause: Clause }
  | {
      readonly kind: "compare";
      readonly field: string;
      readonly operator: Operator;
      /** Several for `in`; none for `is empty`. */
      readonly values: readonly string[];
    };

export type Operator =
  "=" | "!=" | "~" | "!~" | "<" | ">" | "<=" | ">=" | "in" | "not in" | "is empty" | "is not empty";

export interface Query {
  /** Null: everything. */
  readonly where: Clause | null;
  readonly orderBy: readonly { readonly field: string; readonly descending: boolean }[];
}

const comparisons: ReadonlySet<string> = new Set(["=", "!=", "~", "!~", "<", ">", "<=", ">="]);

/** Parses the part of JQL that the local Jira understands; throws {@link JqlError}. */
export function parseJql(jql: string): Query {
  const tokens = tokenise(jql);
  let at = 0;
  const peek = (): Token => tokens[at] ?? { kind: "end", text: "" };
  const isWord = (...words: readonly string[]) =>
    peek().kind === "word" && words.includes(peek().text.toLowerCase());
  const isSymbol = (...texts: readonly string[]) => peek().kind === "symbol" && texts.includes(peek().text);
  const accept = (matches: boolean) => {
    if (matches) at++;
    return matches;
  };
  const unexpected = () => {
    const token = peek();
    const found = token.kind === "end" ? "the end of the query" : `'${token.text}'`;
    return new JqlError(`Error in the JQL Query: Expecting something else but got ${found}.`);
  };

  function either(): Clause {
    let left = both();
    while (accept(isWord("or") || isSymbol("||"))) left = { kind: "or", left, right: both() };
    return left;
  }

  function both(): Clause {
    let left = negated();
    while (accept(isWord("and") || isSymbol("&&"))) left = { kind: "and", left, right: negated() };
    return left;
  }

  function negated(): Clause {
    if (accept(isWord("not") || isSymbol("!"))) return { kind: "not", clause: negated() };
    if (accept(isSymbol("("))) {
      const clause = either();
      if (!accept(isSymbol(")"))) throw unexpected();
      return clause;
    }
    return comparison();
  }

  function comparison(): Clause {
    const field = value();
    if (peek().kind === "symbol" && comparisons.has(peek().text)) {
      const operator = peek().text as Operator;
      at++;
      return { kind: "compare", field, operator, values: [value()] };
    }
    if (accept(isWord("is"))) {
      const negative = accept(isWord("not"));
      if (!accept(isWord("empty", "null"))) throw unexpected();
      return { kind: "compare", field, operator: negative ? "is not empty" : "is empty", values: [] };
    }
    const negative = accept(isWord("not"));
    if (!accept(isWord("in"))) throw unexpected();
    return { kind: "compare", field, operator: negative ? "not in" : "in", values: list() };
  }

  function list(): readonly string[] {
    if (!accept(isSymbol("("))) throw unexpected();
    const values = [value()];
    while (accept(isSymbol(","))) values.push(value());
    if (!accept(isSymbol(")"))) throw unexpected();
    return values;
  }

  function value(): string {
    const token = peek();
    if (token.kind !== "word" && token.kind !== "string") throw unexpected();
    at++;
    return token.text;
  }

  const where = peek().kind === "end" || isWord("order") ? null : either();
  const orderBy: { field: string; descending: boolean }[] = [];
  if (accept(isWord("order"))) {
    if (!accept(isWord("by"))) throw unexpected();
    do {
      const field = value();
      const descending = accept(isWord("desc"));
      if (!descending) accept(isWord("asc"));
      orderBy.push({ field, descending });
    } while (accept(isSymbol(",")));
  }
  if (peek().kind !== "end") throw unexpected();
  return { where, orderBy };
}
