export type Json = Record<string, unknown>;

/** GitHub's opaque global ids: unique and stable is all that anyone may rely on. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString("base64");
}

/** A path or branch name within a URL: slashes stay, everything else is percent-encoded. */
export function urlPath(text: string): string {
  return text.split("/").map(encodeURIComponent).join("/");
}
