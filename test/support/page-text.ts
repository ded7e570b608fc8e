const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** The words of a page as people read them: without tags, styles and scripts, blanks as one. */
export async function pageText(url: string): Promise<string> {
  return textOf(await (await fetch(url)).text());
}

/** The same of a page that is at hand. */
export function textOf(html: string): string {
  return html
    .replace(/<(style|script|svg)\b.*?<\/\1>/gs, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, " ");
}
