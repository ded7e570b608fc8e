import type { Context } from "hono";
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { ReaderContext } from "../sign-in/reader-context.js";
import type { WebEnv } from "../sign-in/reader.js";

/** What a component makes. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Answers with a page, made for whoever asks. */
export function render(
  context: Context<WebEnv>,
  page: Markup,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  const reader = context.get("reader") ?? null;
  const made = <ReaderContext.Provider value={reader}>{page}</ReaderContext.Provider>;
  return context.html(html`<!doctype html>${made}`, status);
}
