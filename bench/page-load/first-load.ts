import { request } from "node:http";
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from "node:zlib";
import { asBrowser } from "./as-browser.js";

/** A page as it came over the wire. */
export interface FetchedPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What comes over the wire when somebody opens a page for the first time, headers included, in bytes. */
export interface FirstLoad {
  readonly page: FetchedPage;
  /** By what they are: "page", "styles", "scripts", "icons". */
  readonly bytes: Readonly<Record<"page" | "styles" | "scripts" | "icons", number>>;
}

const plain: Readonly<Record<string, (body: Buffer) => Buffer>> = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  deflate: inflateSync,
  zstd: zstdDecompressSync,
};

/** Asks for a page, and for all that it names in its head. */
export async function firstLoad(url: string, cookie: string): Promise<FirstLoad> {
  const { bytes: pageBytes, ...page } = await fetchRaw(url, cookie);
  const encoding = page.headers["content-encoding"];
  const html = (encoding === undefined ? page.body : plain[encoding]?.(page.body))?.toString("utf8");
  if (html === undefined) throw new Error(`The page is encoded as ${String(encoding)}`);
  const bytes = { page: pageBytes, styles: 0, scripts: 0, icons: 0 };
  const named = (kind: "styles" | "scripts" | "icons", pattern: RegExp): Promise<void>[] =>
    [...html.matchAll(pattern)].map(async ([, path = ""]) => {
      bytes[kind] += (await fetchRaw(new URL(path, url).href, cookie)).bytes;
    });
  await Promise.all([
    ...named("styles", /<link rel="stylesheet" href="([^"]+)"/g),
    ...named("scripts", /<script [^>]*src="([^"]+)"/g),
    ...named("icons", /<link rel="icon" [^>]*href="([^"]+)"/g),
  ]);
  return { page, bytes };
}

/** Over a connection of its own, so that what comes over it can be counted. */
async function fetchRaw(url: string, cookie: string): Promise<FetchedPage & { readonly bytes: number }> {
  return new Promise((resolve, reject) => {
    request(url, { agent: false, headers: { ...asBrowser, cookie } }, (response) => {
      const parts: Buffer[] = [];
      const { socket } = response;
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode !== 200) {
          reject(new Error(`${url} was answered with ${String(response.statusCode)}`));
          return;
        }
        const headers = Object.fromEntries(
          Object.entries(response.headers).filter(
            (entry): entry is [string, string] => typeof entry[1] === "string",
          ),
        );
        resolve({ headers, body: Buffer.concat(parts), bytes: socket.bytesRead });
      });
    })
      .on("error", reject)
      .end();
  });
}
