const utf8 = new TextDecoder("utf-8", { fatal: true });

/** The value that the bytes stand for, or undefined where they are not JSON in UTF-8. */
export function parseJson(bytes: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(utf8.decode(bytes));
    return value;
  } catch {
    return undefined;
  }
}
