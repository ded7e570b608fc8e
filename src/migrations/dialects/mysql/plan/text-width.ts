import type { TableState } from "../schema/table-state.js";
import type { ColumnType } from "../statement/column-type.js";

/** Bytes that a character takes at most. https://dev.mysql.com/doc/refman/8.4/en/charset-charsets.html */
const widths: Readonly<Record<string, number>> = {
  utf8mb4: 4,
  utf8mb3: 3,
  utf8: 3,
  utf16: 4,
  utf16le: 4,
  utf32: 4,
  ucs2: 2,
  gb18030: 4,
  gbk: 2,
  gb2312: 2,
  big5: 2,
  sjis: 2,
  cp932: 2,
  euckr: 2,
  ujis: 3,
  eucjpms: 3,
};

export function charsetOfCollation(collation: string | null): string | null {
  return collation === null ? null : (collation.split("_")[0] ?? null);
}

/** utf8 has been a name for utf8mb3 in every version so far. */
export function sameCharset(one: string, other: string): boolean {
  const plain = (name: string): string => (name === "utf8" ? "utf8mb3" : name);
  return plain(one) === plain(other);
}

/** The column's character set, or the table's, or the server's default; null: not known. */
export function charsetOf(type: ColumnType, table: TableState, fallback: string | null): string | null {
  return type.charset ?? charsetOfCollation(type.collation) ?? table.charset ?? fallback;
}

/** How many bytes a character may take: the character set's, or all likely ones where it is not known. */
export function likelyWidths(charset: string | null): readonly number[] {
  return charset === null ? [1, 3, 4] : [widths[charset] ?? 1];
}
