/**
 * The table's name without schema and quotes: `public.calls`, `"public"."calls"` and `calls` are all calls.
 * A dot inside double quotes or backticks belongs to the name. Null where no name is left.
 */
export function tableNameOf(key: string): string | null {
  const part = lastPart(key);
  const quoted = /^"((?:[^"]|"")+)"$|^`((?:[^`]|``)+)`$/.exec(part);
  const name = quoted?.[1]?.replaceAll('""', '"') ?? quoted?.[2]?.replaceAll("``", "`") ?? part;
  return name === "" ? null : name;
}

/** As a key of the file: a name that would be read as another one is put in double quotes. */
export function tableKeyOf(name: string): string {
  return tableNameOf(name) === name ? name : `"${name.replaceAll('"', '""')}"`;
}

/** What follows the last dot that stands outside of quotes. */
function lastPart(key: string): string {
  let start = 0;
  let position = 0;
  while (position < key.length) {
    const character = key[position];
    const closing =
      position === start && (character === '"' || character === "`")
        ? closingQuote(key, position, character)
        : -1;
    if (closing !== -1) position = closing;
    else if (character === ".") start = position + 1;
    position += 1;
  }
  return key.slice(start);
}

/** A doubled quote is one character of the name. -1 where the quote is never closed: then it is no quote. */
function closingQuote(key: string, opening: number, quote: string): number {
  let found = key.indexOf(quote, opening + 1);
  while (found !== -1 && key[found + 1] === quote) found = key.indexOf(quote, found + 2);
  return found;
}
