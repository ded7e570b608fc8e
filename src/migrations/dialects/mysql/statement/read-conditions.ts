import { lastName, unquote } from "./names.js";
import { isName, wordsIn, type Word } from "./words.js";

export interface Comparison {
  readonly column: Column;
  /** The columns that it is compared with: none of a constant. "outside": the value is there before rows are looked for. */
  readonly value: readonly Column[] | "outside";
}

export interface Column {
  /** Of which table, by its name there; null: it does not say. */
  readonly qualifier: string | null;
  /** In lower case. */
  readonly column: string;
}

/** Names in a text, with what they are qualified by. Keywords among them do no harm: they are not qualified. */
export function columnsIn(text: string): readonly (Column & { readonly text: string })[] {
  const words = wordsIn(text);
  const found: (Column & { readonly text: string })[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const parts: string[] = [];
    let end = at;
    for (let next = words[end]; isName(next); next = words[end]) {
      parts.push(next.text);
      if (words[end + 1]?.text !== ".") break;
      end += 2;
    }
    if (parts.length === 0) continue;
    const qualifier = parts.at(-2);
    found.push({
      qualifier: qualifier === undefined ? null : unquote(qualifier),
      column: lastName(parts.at(-1) ?? "").toLowerCase(),
      text: parts.join("."),
    });
    at = end;
  }
  return found;
}

/** One side of an equality. */
export interface EqualSide {
  /** Where it is nothing but a column. */
  readonly column: Column | null;
  /** As {@link Comparison.value}; null: it cannot be told of which columns it is made. */
  readonly value: Comparison["value"] | null;
}

/** The equalities of a condition that are joined by AND, `<=>` among them. */
export function equalitiesIn(condition: string): readonly (readonly [EqualSide, EqualSide])[] {
  return conjuncts(wordsIn(condition)).flatMap((conjunct) => {
    const at = equalsSign(conjunct);
    const [before, behind] = [conjunct[at - 1]?.text, conjunct[at + 1]?.text];
    const isNullSafe = before === "<" && behind === ">";
    if (at === -1 || (!isNullSafe && /^[<>!:]$/.test(before ?? ""))) return [];
    const sideOf = (side: readonly Word[]): EqualSide => {
      const words = withoutBrackets(side);
      return { column: columnOf(words), value: valueOf(words) };
    };
    return [
      [
        sideOf(conjunct.slice(0, isNullSafe ? at - 1 : at)),
        sideOf(conjunct.slice(isNullSafe ? at + 2 : at + 1)),
      ],
    ];
  });
}

/** The columns that a condition compares by equalities which AND joins, both ways round. */
export function comparisonsIn(condition: string): readonly Comparison[] {
  return equalitiesIn(condition)
    .flatMap(([one, other]) => [[one, other] as const, [other, one] as const])
    .flatMap(([{ column }, { value }]) => (column === null || value === null ? [] : [{ column, value }]));
}

/** Where a condition is one equality by itself; else -1: what NOT, CASE and calls make of theirs is something else. */
function equalsSign(words: readonly Word[]): number {
  let depth = 0;
  const signs = words.flatMap(({ text }, at) => {
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    return depth === 0 && text === "=" ? [at] : [];
  });
  const isMore = words.some(({ kind, text }) => kind === "word" && /^(?:not|is|case)$/i.test(text));
  return signs.length === 1 && !isMore ? (signs[0] ?? -1) : -1;
}

function columnOf(words: readonly Word[]): Column | null {
  const text = words.map((word) => word.text).join("");
  const columns = columnsIn(text);
  const [only] = columns;
  return columns.length === 1 && only?.text === text
    ? { qualifier: only.qualifier, column: only.column }
    : null;
}

/** Words in a value that are no columns. */
const noColumns: ReadonlySet<string> = new Set(["AS", "SIGNED", "UNSIGNED", "CHAR", "TRUE", "FALSE", "NULL"]);

/** The columns of a value; null where it cannot be told which they are. */
function valueOf(words: readonly Word[]): Comparison["value"] | null {
  if (words.length === 0) return null;
  if (isQueryAt(words, 0)) return "outside";
  const names = words.filter(
    (word, at) =>
      isName(word) &&
      words[at + 1]?.text !== "(" &&
      !/^[@?]/.test(word.text) &&
      !noColumns.has(word.text.toUpperCase()),
  );
  const column = columnOf(words);
  if (names.length === 0) return words.some(({ text }) => /^[=<>!]$/.test(text)) ? null : [];
  if (column !== null) return [column];
  if (words.some(({ text }) => /^[=<>!]$/.test(text))) return null;
  const columns = columnsIn(
    words
      .filter((word) => !isName(word) || names.includes(word))
      .map(({ text }) => text)
      .join(" "),
  );
  return columns.every(({ qualifier }) => qualifier !== null) ? columns : null;
}

/** The queries that the conditions of one consist of, where AND joins them: EXISTS, IN and what it compares. */
export function joinableQueries(condition: string): readonly (readonly [string, "positive" | "negated"])[] {
  return conjuncts(wordsIn(condition)).flatMap((words) => {
    const at = words.findIndex(
      ({ text }, index) => text === "(" && /^(?:select|with)$/i.test(words[index + 1]?.text ?? ""),
    );
    const isNegated = words.slice(0, Math.max(at, 0)).some(({ text }) => /^not$/i.test(text));
    return at === -1 ? [] : [[spelled(words.slice(at)), isNegated ? "negated" : "positive"] as const];
  });
}

/** The same for what only differs in spaces and comments. */
export function spelled(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(" ");
}

/** The conditions of one that are joined by AND, brackets left off; none where an OR stands among them. */
function conjuncts(condition: readonly Word[]): readonly (readonly Word[])[] {
  const parts = joinedByAnd(withoutBrackets(condition));
  return parts.length > 1 ? parts.flatMap(conjuncts) : parts;
}

function joinedByAnd(condition: readonly Word[]): readonly (readonly Word[])[] {
  const parts: Word[][] = [[]];
  let depth = 0;
  for (const word of condition) {
    const keyword = word.kind === "word" ? word.text.toUpperCase() : "";
    if (word.text === "(") depth += 1;
    if (word.text === ")") depth -= 1;
    if (depth === 0 && (keyword === "OR" || keyword === "XOR" || word.text === "||")) return [];
    if (depth === 0 && (keyword === "AND" || word.text === "&&")) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts;
}

function withoutBrackets(condition: readonly Word[]): readonly Word[] {
  let start = 0;
  let end = condition.length;
  while (
    condition[start]?.text === "(" &&
    !isQueryAt(condition, start) &&
    closingOf(condition, start) === end - 1
  ) {
    start += 1;
    end -= 1;
  }
  return condition.slice(start, end);
}

function closingOf(words: readonly Word[], from: number): number {
  let depth = 0;
  return words.findIndex(({ text }, at) => {
    if (at < from) return false;
    if (text === "(") depth += 1;
    if (text === ")") depth -= 1;
    return depth === 0;
  });
}

function isQueryAt(words: readonly Word[], at: number): boolean {
  return words[at]?.text === "(" && /^(?:select|with)$/i.test(words[at + 1]?.text ?? "");
}
