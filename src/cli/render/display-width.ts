const ascii = /^[\x20-\x7e]*$/;

interface UnicodeTables {
  readonly graphemes: Intl.Segmenter;
  readonly invisible: RegExp;
  readonly emoji: RegExp;
}

let tables: UnicodeTables | null = null;

/** Made with the first text that needs them: that takes 40 ms, and most reports are ASCII. */
function unicodeTables(): UnicodeTables {
  return (tables ??= {
    graphemes: new Intl.Segmenter("en", { granularity: "grapheme" }),
    invisible: /^[\p{Default_Ignorable_Code_Point}\p{Mark}\p{Control}]+$/v,
    emoji: /\p{RGI_Emoji}/v,
  });
}

/** East Asian Wide and Fullwidth blocks (Unicode Standard Annex 11), as far as terminals agree on them. */
const wideBlocks: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

/** How many columns of a terminal the text takes: wide characters and emoji take two, combining marks none. */
export function displayWidth(text: string): number {
  if (ascii.test(text)) return text.length;
  let width = 0;
  const unicode = unicodeTables();
  for (const { segment } of unicode.graphemes.segment(text)) width += widthOf(segment, unicode);
  return width;
}

function widthOf(grapheme: string, { invisible, emoji }: UnicodeTables): number {
  if (invisible.test(grapheme)) return 0;
  const code = grapheme.codePointAt(0) ?? 0;
  return emoji.test(grapheme) || wideBlocks.some(([from, to]) => code >= from && code <= to) ? 2 : 1;
}
