/** A stretch of text; `key` is the issue key that it spells, or null. */
export interface KeyedText {
  readonly text: string;
  readonly key: string | null;
}

const keyShape = /^([A-Za-z][A-Za-z0-9_]*)-([0-9]+)$/;

/** Splits a text at the mentions of the keys, in any case, also written STORY_12 or "STORY 12". */
export function splitKeys(text: string, keys: readonly string[]): readonly KeyedText[] {
  const spellings = keys.flatMap((key) => {
    const [, project, number] = keyShape.exec(key) ?? [];
    return project === undefined || number === undefined ? [] : [`${project}[-_ ]${number}`];
  });
  if (spellings.length === 0) return [{ text, key: null }];
  const mention = new RegExp(`(?<![A-Za-z0-9])(?:${spellings.join("|")})(?![A-Za-z0-9])`, "gi");
  const parts: KeyedText[] = [];
  let end = 0;
  for (const match of text.matchAll(mention)) {
    if (match.index > end) parts.push({ text: text.slice(end, match.index), key: null });
    const spelt = match[0].toUpperCase().replace(/[_ ](?=[0-9]+$)/, "-");
    parts.push({ text: match[0], key: keys.find((key) => key.toUpperCase() === spelt) ?? null });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), key: null });
  return parts;
}
