import { visibleText } from "../../text/visible-text.js";

/** "AL" for "Ada Lovelace"; "?" where a name has no letter. */
export function initials(name: string): string {
  const words = visibleText(name)
    .normalize("NFC")
    .split(/[\s._-]+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = ends.map((word = "") => String.fromCodePoint(word.codePointAt(0) ?? 0));
  return letters.join("").toLocaleUpperCase("en") || "?";
}
