/**
 * Text from outside as part of a sentence: on one line, without control characters, without marks that turn the
 * direction of the text after it, and without halves of surrogate pairs.
 */
export function oneLine(text: string): string {
  return text
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .toWellFormed();
}
