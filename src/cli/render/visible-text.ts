/**
 * What could drive a terminal or turn the order of what follows: C0 and C1 controls, DEL, line separators,
 * and the characters that embed, override or isolate writing direction.
 */
const unsafe = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
const blanks = /[\t\n\v\f\r]+/g;

/**
 * Makes text from outside safe to print: white space becomes a blank (line feeds stay with `keepLines`), other
 * control characters become visible signs, so that a commit message can neither clear the screen nor forge a line.
 */
export function visibleText(text: string, { keepLines = false } = {}): string {
  const flat = keepLines ? text.replace(/\r\n?/g, "\n") : text.replace(blanks, " ");
  return flat.toWellFormed().replace(unsafe, (character) => {
    if (character === "\n") return character;
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    if (code === 0x7f) return "\u2421";
    return `<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`;
  });
}
