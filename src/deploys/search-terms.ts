import type { SearchTerm } from "./ports/history.js";

const issueKey = /^[a-z][a-z0-9_]*-[1-9]\d*$/i;
const shaBeginning = /^[0-9a-f]{7,40}$/i;
/** One letter finds everybody. */
const shortestName = 2;
/** `1234+ada@users.noreply.github.com`: GitHub's address for an account that keeps its own to itself. */
const hiddenAddress = /^(?:\d+\+)?([^@]+)@users\.noreply\./;

/** How a word is written in the index and looked for. */
export function wordOf(kind: SearchTerm["kind"], text: string): string {
  const clean = text.normalize("NFC").replaceAll("\0", "").replaceAll(/\s+/g, " ").trim();
  return kind === "issue" ? clean.toUpperCase() : clean.toLowerCase();
}

/** What a question may be meant as; empty: nothing that could be found. */
export function searchTerms(question: string): readonly SearchTerm[] {
  const text = question.trim();
  if (issueKey.test(text)) return [{ kind: "issue", word: wordOf("issue", text) }];
  const name = wordOf("person", text.replace(/^@/, ""));
  return [
    ...(shaBeginning.test(text) ? [{ kind: "commit" as const, word: wordOf("commit", text) }] : []),
    ...(name.length < shortestName ? [] : [{ kind: "person" as const, word: name }]),
  ];
}

/** The beginnings by which a commit's author is found: the name and each of its parts, the address, the login. */
export function personWords({ name, email }: { readonly name: string; readonly email: string }): string[] {
  const [whole, address] = [wordOf("person", name), wordOf("person", email)];
  const login = hiddenAddress.exec(address)?.[1];
  const parts = whole.split(/[\s.,()[\]-]+/);
  return [...new Set([whole, ...parts, address, login ?? ""])]
    .map((word) => word.slice(0, longestWord))
    .filter((word) => word.length >= shortestName);
}

/** An index row of the database has a limit. */
const longestWord = 200;
