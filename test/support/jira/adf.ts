/** A text as an Atlassian Document Format document, as v3 of the API shows rich text. */
export function toAdf(text: string): object {
  const paragraphs = text.split(/\n+/).map((line) => ({
    type: "paragraph",
    content: line === "" ? [] : [{ type: "text", text: line }],
  }));
  return { type: "doc", version: 1, content: paragraphs };
}

/** The text of a document that somebody sent. */
export function fromAdf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  const { text, content } = value as { text?: unknown; content?: unknown };
  if (typeof text === "string") return text;
  if (!Array.isArray(content)) return "";
  const isDocument = "version" in value;
  return content.map(fromAdf).join(isDocument ? "\n" : "");
}
