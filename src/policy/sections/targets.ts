import { z } from "zod";
import { writeInstead } from "../mistake-message.js";
import { pathGlobOption } from "../options/path-glob.js";
import { branchOption, refGlobOption } from "../options/ref-name.js";
import { textOption } from "../options/text.js";
import { longestName, namePattern } from "../target-name.js";

const deploy = z
  .union([refGlobOption, z.array(refGlobOption).min(1)], {
    error: writeInstead("write a branch, a glob over branches, or a list"),
  })
  .describe("The branch that is deployed, a glob over branches (`release/*`), or a list of them. Required.");

const production = z
  .union(
    [
      branchOption.describe("A branch whose tip is live."),
      z.strictObject({ tag: refGlobOption.describe("Glob over tags; the newest matching one is live.") }),
      z.strictObject({
        environment: textOption.describe("A GitHub environment; its last successful deployment is live."),
        by: z
          .array(textOption)
          .min(1)
          .optional()
          .describe("Logins whose deployments count. Default: everybody's."),
      }),
      z.strictObject({ reported: z.literal(true).describe("What the deploy tool last reported is live.") }),
    ],
    {
      error: writeInstead(
        `write a branch, {tag: "production-*"}, {environment: production} or {reported: true}`,
      ),
    },
  )
  .describe(
    'What is live: a branch, `{tag: "production-*"}`, `{environment: production, by: [login]}` or `{reported: true}`. Required.',
  );

const target = z.strictObject({
  deploy,
  production,
  paths: z
    .array(pathGlobOption)
    .min(1)
    .optional()
    .describe("Globs; only commits that touch these paths count. Default: every commit, empty ones too."),
});

/**
 * The `targets` section: what is deployed, by name. Names are judged by {@link targetNameMistake} and not by the
 * schema, which would leave a target with a bad name unread.
 */
export const targetsSection = z
  .record(z.string(), target)
  .refine((targets) => Object.keys(targets).length > 0, "name at least one target")
  .meta({
    description:
      "What is deployed, by name (lower-case letters, digits and -). Each has the status `pre-deploy-checker/<name>`. Required.",
    propertyNames: { type: "string", pattern: namePattern.source, maxLength: longestName },
    minProperties: 1,
  });

export type TargetSection = z.output<typeof target>;
