import type { HtmlEscapedString } from "hono/utils/html";

/** The HTML that an element makes, as text. */
export async function markupOf(element: HtmlEscapedString | Promise<HtmlEscapedString>): Promise<string> {
  return (await element).toString();
}
