import type { Context } from "hono";
import { accepts } from "hono/accepts";
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { gzipParts } from "../parts/gzip-parts.js";
import { KeptPieces, KeptPiecesContext } from "../parts/kept-pieces.js";
import { ReaderContext } from "../sign-in/reader-context.js";
import type { WebEnv } from "../sign-in/reader.js";

/** What a component makes. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Answers with a page, made for whoever asks. */
export async function render(
  context: Context<WebEnv>,
  page: Markup,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  const reader = context.get("reader") ?? null;
  const pieces = new KeptPieces();
  const made = (
    <KeptPiecesContext.Provider value={pieces}>
      <ReaderContext.Provider value={reader}>{page}</ReaderContext.Provider>
    </KeptPiecesContext.Provider>
  );
  const parts = pieces.split((await html`<!doctype html>${made}`).toString());
  const zips = accepts(context, {
    header: "Accept-Encoding",
    supports: ["gzip", "identity"],
    default: "identity",
  });
  const keeps = parts.some((part) => typeof part !== "string");
  if (!keeps || zips !== "gzip")
    return context.html(
      parts.map((part) => (typeof part === "string" ? part : part.bytes.toString())).join(""),
      status,
    );
  return context.body(new Uint8Array(await gzipParts(parts)), status, {
    "Content-Type": "text/html; charset=UTF-8",
    "Content-Encoding": "gzip",
    Vary: "Accept-Encoding",
  });
}
