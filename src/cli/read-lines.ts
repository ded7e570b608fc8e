/**
 * Splits a byte stream into lines, handed on in one array a chunk so that a million lines cost no million
 * turns of the event loop. Line ends are LF or CRLF; a last line without one counts. Bytes that are not UTF-8
 * become U+FFFD.
 */
export async function* readLines(stream: AsyncIterable<Uint8Array | string>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder();
  let unfinished: string[] = [];
  for await (const chunk of stream) {
    const text = typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = text.split("\n");
    const last = lines.pop() ?? "";
    if (lines.length > 0) {
      lines[0] = unfinished.join("") + (lines[0] ?? "");
      unfinished = [];
      yield lines.map(withoutReturn);
    }
    unfinished.push(last);
  }
  const rest = unfinished.join("") + decoder.decode();
  if (rest !== "") yield [withoutReturn(rest)];
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}
