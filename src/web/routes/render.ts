import type { Context } from "hono";
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";

/** What a component makes. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Answers with a page. */
export function render(
  context: Context,
  page: Markup,
  status: ContentfulStatusCode = 200,
): Response | Promise<Response> {
  return context.html(html`<!doctype html>${page}`, status);
}
