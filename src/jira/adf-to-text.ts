import { z } from "zod";

/**
 * The text of an Atlassian Document Format document (v3 of the API), blocks separated by line breaks; undefined
 * where the value is none. https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export function adfToText(value: unknown): string | undefined {
  const document = documentSchema.safeParse(value);
  if (!document.success) return undefined;
  return textOf(document.data, 0)
    .replace(/\n{2,}/g, "\n")
    .trim();
}

const nodeSchema = z.object({
  type: z.string(),
  text: z.string().optional(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  content: z.array(z.unknown()).optional(),
});

const documentSchema = nodeSchema.extend({ type: z.literal("doc"), content: z.array(z.unknown()) });

/** Nodes that stand within a line; all others begin a new one. */
const inline: ReadonlySet<string> = new Set(["text", "mention", "emoji", "date", "status", "inlineCard"]);

/** Deeper than any document people write, and far from the end of the stack. */
const deepest = 200;

function textOf(node: z.infer<typeof nodeSchema>, depth: number): string {
  if (node.type === "text") return node.text ?? "";
  if (node.type === "hardBreak") return "\n";
  if (inline.has(node.type)) return attributeText(node);
  if (depth >= deepest) return "";
  return (node.content ?? [])
    .flatMap((child) => {
      const parsed = nodeSchema.safeParse(child);
      if (!parsed.success) return [];
      const text = textOf(parsed.data, depth + 1);
      return inline.has(parsed.data.type) || parsed.data.type === "hardBreak" ? [text] : [`\n${text}\n`];
    })
    .join("");
}

function attributeText(node: z.infer<typeof nodeSchema>): string {
  const { text, shortName, timestamp, url } = node.attrs ?? {};
  if (node.type === "date") return dateText(timestamp);
  for (const candidate of [text, shortName, url]) if (typeof candidate === "string") return candidate;
  return "";
}

/** Dates carry milliseconds since 1970 as a string. */
function dateText(timestamp: unknown): string {
  const date = new Date(Number(timestamp));
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(0, 10);
}
