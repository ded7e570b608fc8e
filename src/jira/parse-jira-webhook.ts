import { z } from "zod";
import { parseJson } from "./parse-json.js";

export interface JiraWebhook {
  /** Upper-case and distinct, old and new where an issue was moved; empty where the body names none. */
  readonly issueKeys: readonly string[];
  /** "jira:issue_updated"; null where the body does not say, as Automation's do not by themselves. */
  readonly event: string | null;
}

/** A webhook body that is no JSON object. */
export class MalformedJiraWebhook extends Error {
  override readonly name = "MalformedJiraWebhook";
}

const key = z.string().regex(/^\s*[A-Za-z][A-Za-z0-9_]*-[1-9][0-9]{0,14}\s*$/);

// Jira's own body, and the short ones that people write in Automation rules. Whatever does not fit is left out:
// a hint to look again does not have to be complete, and must not fail because of what else is in it.
const bodySchema = z.looseObject({
  webhookEvent: z.string().max(100).optional().catch(undefined),
  issue: z
    .looseObject({ key: key.optional().catch(undefined) })
    .optional()
    .catch(undefined),
  key: key.optional().catch(undefined),
  issueKey: key.optional().catch(undefined),
  changelog: z
    .looseObject({ items: z.array(z.unknown()).catch([]) })
    .optional()
    .catch(undefined),
});

const changeSchema = z.object({
  field: z.string(),
  fromString: z.string().nullish(),
  toString: z.string().nullish(),
});

/**
 * Which issues a Jira webhook or an Automation rule's request is about. Nothing else in the body is believed:
 * it only says where to look again. Throws {@link MalformedJiraWebhook}.
 */
export function parseJiraWebhook(rawBody: string | Uint8Array): JiraWebhook {
  const text = typeof rawBody === "string" ? rawBody : new TextDecoder().decode(rawBody);
  const parsed = bodySchema.safeParse(parseJson(text));
  if (!parsed.success)
    throw new MalformedJiraWebhook("The body is not a JSON object", { cause: parsed.error });
  const body = parsed.data;
  const keys = [body.issue?.key, body.key, body.issueKey, ...movedKeys(body.changelog?.items ?? [])];
  return {
    issueKeys: [
      ...new Set(
        keys.flatMap((candidate) => (candidate === undefined ? [] : candidate.trim().toUpperCase())),
      ),
    ],
    event: body.webhookEvent ?? null,
  };
}

/** A move is a change of the field "Key" from the old to the new one. */
function movedKeys(items: readonly unknown[]): readonly string[] {
  return items.flatMap((item) => {
    const change = changeSchema.safeParse(item);
    if (!change.success || change.data.field.toLowerCase() !== "key") return [];
    return [change.data.fromString, change.data.toString].flatMap((text) => {
      const parsed = key.safeParse(text);
      return parsed.success ? [parsed.data] : [];
    });
  });
}
