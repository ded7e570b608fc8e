import { z } from "zod";
import { writeInstead } from "../mistake-message.js";
import { textOption } from "../options/text.js";

const project = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]*$/,
    "a project's key is made of letters, digits and _, and starts with a letter",
  )
  .transform((key) => key.toUpperCase());

const someFixes = z
  .strictObject({
    transitions: z
      .boolean()
      .default(false)
      .describe("Move an issue to a status that `issues.statuses` allows, by the transitions Jira offers."),
    fields: z
      .array(textOption)
      .default([])
      .describe("Fields of `issues.fields` that may be filled in, as they are written there."),
  })
  .refine(
    ({ transitions, fields }) => transitions || fields.length > 0,
    "say what may be put right: transitions: true, or at least one field",
  );

/** The `jira` section: which texts are issue keys, and what people may put right in Jira from the page. */
export const jiraSection = z
  .strictObject({
    projects: z
      .array(project)
      .min(1)
      .describe(
        "Keys of the projects whose issues are read out of messages. Required where a check needs Jira.",
      ),
    "lenient-keys": z.boolean().default(false).describe('Also read STORY_12 and "STORY 12".'),
    "pull-request-keys": z
      .boolean()
      .default(false)
      .describe("For commits without a key, also read the pull request's title and branch."),
    fixes: z
      .union([z.boolean(), someFixes], {
        error: writeInstead("write true, false or {transitions: true, fields: [...]}"),
      })
      .default(false)
      .describe(
        "What people with write access may put right in Jira from the page, with the service's account: `true` (all that the policy asks for), or `{transitions: true, fields: [...]}`.",
      ),
  })
  .describe("Where issues live. Default: no commit needs an issue.");
