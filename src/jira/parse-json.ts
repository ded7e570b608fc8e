/** The value of a JSON text; undefined, which no JSON text stands for, where it is not one. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
