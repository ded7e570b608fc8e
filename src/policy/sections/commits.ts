import { z } from "zod";
import { patternOption } from "../../checker/pattern-option.js";
import { textOption } from "../options/text.js";

/** The `commits` section: which commits need no issue. */
export const commitsSection = z
  .strictObject({
    ignore: z
      .array(patternOption)
      .default([])
      .describe("RE2 patterns on the messages of merge commits; those that match need no issue."),
    "any-commit": z
      .boolean()
      .default(false)
      .describe("Let `ignore` apply to any commit, not only to merges."),
    "ignore-authors": z
      .array(textOption)
      .default([])
      .describe("GitHub accounts whose commits need no issue, where GitHub verified the signature."),
    "no-issue-marker": z
      .string()
      .refine((marker) => /[^-_ ]/.test(marker), "the marker needs a letter or a digit")
      .default("no-jira")
      .describe("A word that a message carries by itself where the commit needs no issue, in any case."),
  })
  .describe("Which commits need no issue.");
