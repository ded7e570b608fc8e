import { z } from "zod";
import type { WriteOutcome } from "../deploys/ports/issue-editor.js";
import { parseJson } from "./parse-json.js";

const refusalSchema = z.object({
  errorMessages: z.array(z.string()).catch([]),
  errors: z.record(z.string(), z.string()).catch({}),
});

/** What each of Jira's sentences may be long, and how many of them are shown: an answer is no page. */
const longest = 1_000;
const most = 20;

type Refused = Extract<WriteOutcome, { kind: "refused" }>;

/** Jira's own words about what it did not do; ours where it has none. */
export function jiraRefusal(text: string, otherwise: string): Refused {
  const { errorMessages, errors } = refusalSchema
    .catch({ errorMessages: [], errors: {} })
    .parse(parseJson(text));
  const messages = errorMessages.filter((message) => message.trim() !== "").slice(0, most);
  const byField = Object.entries(errors).slice(0, most);
  const silent = messages.length + byField.length === 0;
  return {
    kind: "refused",
    messages: (silent ? [otherwise] : messages).map((message) => message.slice(0, longest)),
    errors: Object.fromEntries(byField.map(([id, message]) => [id, message.slice(0, longest)])),
  };
}
