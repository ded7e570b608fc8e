import { z } from "zod";
import { parseJson } from "./parse-json.js";

const errorSchema = z.object({
  errorMessages: z.array(z.string()).optional(),
  errors: z.record(z.string(), z.string()).optional(),
});

/** Room for it in a status of 140 characters beside our own words. */
const longest = 100;

/** What Jira itself says in an error answer, on one line and shortened; null where it says nothing we can read. */
export function jiraWords(text: string): string | null {
  const parsed = errorSchema.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const all = [...(parsed.data.errorMessages ?? []), ...Object.values(parsed.data.errors ?? {})];
  const line = all
    .join(" ")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .replace(/\.$/, "");
  if (line === "") return null;
  if (line.length <= longest) return line;
  // A character beyond the first 65,536 is two units: never only the first of them.
  const cut = line.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${cut.trimEnd()}…`;
}
