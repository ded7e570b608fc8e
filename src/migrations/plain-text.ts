import type { MigrationFile } from "./read-migration.js";

/**
 * The file as every parser takes it: without a byte order mark, which would hide the words that a file begins with, and
 * with line feeds where lines end by carriage returns alone, as PostgreSQL, Python and JavaScript read those. MySQL
 * does not, which can only make more of a file count.
 */
export function plainText<File extends Pick<MigrationFile, "text" | "before">>(file: File): File {
  const { text, before } = file;
  return { ...file, text: plain(text), ...(before === undefined ? {} : { before: plain(before) }) };
}

const plain = (text: string): string => text.replace(/^\uFEFF/, "").replaceAll(/\r(?!\n)/g, "\n");

/** Where a file surely is no text in UTF-8, from line 1; null: it may be one. */
export function notText(text: string): { readonly line: number; readonly reason: string } | null {
  const at = text.indexOf("\0");
  if (at === -1) return null;
  const line = text.slice(0, at).split("\n").length;
  return { line, reason: "it holds a NUL character: it is no text, or none in UTF-8" };
}
