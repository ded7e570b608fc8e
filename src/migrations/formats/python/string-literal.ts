const plain: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  a: "\x07",
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

/** Prefix and quotes of a string literal: `rb"""` is isRaw, opening 5 characters and closing 3. */
export function literalBounds(source: string): { isRaw: boolean; opening: number; closing: number } {
  const prefix = /^[A-Za-z]*/.exec(source)?.[0] ?? "";
  const rest = source.slice(prefix.length);
  const closing = rest.startsWith('"""') || rest.startsWith("'''") ? 3 : 1;
  return { isRaw: /r/i.test(prefix), opening: prefix.length + closing, closing };
}

/** What escapes of a string's inner text stand for: https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */
export function unescape(inner: string): string {
  return inner.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g,
    (whole, hex?: string, short?: string, long?: string, octal?: string, single?: string) => {
      const digits = hex ?? short ?? long;
      if (digits !== undefined) {
        const code = Number.parseInt(digits, 16);
        return code > 0x10ffff ? whole : String.fromCodePoint(code);
      }
      if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
      return plain[single ?? ""] ?? whole;
    },
  );
}
