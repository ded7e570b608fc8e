import { z } from "zod";

const project = z
  .string()
  .trim()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]*$/,
    "a project's key is made of letters, digits and _, and starts with a letter",
  )
  .transform((key) => key.toUpperCase());

/** The `jira` section: which texts are issue keys. */
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
  })
  .describe("Where issues live. Default: no commit needs an issue.");
