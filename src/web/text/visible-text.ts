/**
 * Characters that cannot be seen or that reorder what can: control characters, bidirectional embeddings,
 * overrides and isolates (the "Trojan Source" ones; the harmless direction marks stay), zero-width spaces,
 * line separators, fillers and tag characters outside a flag.
 */
const unseen =
  /\p{Cc}|[\u200B\u2028-\u202E\u2060-\u2069\u3164\uFEFF\uFFF9-\uFFFB]|(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0000}-\u{E0FFF}]/gu;

/** Letters carry a few marks in every living script; towers of them only serve to paint over their neighbours. */
const towers = /(\p{M}{6})\p{M}+/gu;

/** Most texts are nothing else, and need no other look. */
const plain = /^[\x20-\x7E\n\t]*$/;

const firstControlPicture = 0x2400;
const pictureOfDelete = "\u2421";

function nameOf(character: string): string {
  if (character === "\n" || character === "\t") return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(firstControlPicture + code);
  if (code === 0x7f) return pictureOfDelete;
  return `‹U+${code.toString(16).toUpperCase().padStart(4, "0")}›`;
}

/** Text from outside with everything invisible made visible; line breaks and tabs stay as they are. */
export function visibleText(text: string): string {
  if (plain.test(text)) return text;
  return text.toWellFormed().replaceAll("\r\n", "\n").replace(unseen, nameOf).replace(towers, "$1");
}
