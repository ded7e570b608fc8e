/** What a spreadsheet takes for the beginning of a formula; some do with the wide forms of the signs too. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
const needsQuotes = /[",\r\n]/;

/** A row of RFC 4180; no cell of it is run by a spreadsheet that opens it. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(text: string): string {
  const words = formula.test(text) ? `'${text}` : text;
  return needsQuotes.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}
