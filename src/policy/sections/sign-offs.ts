import { z } from "zod";
import { writeInstead } from "../mistake-message.js";
import { givenPeople } from "../options/given-people.js";
import { textOption } from "../options/text.js";

const longestName = 60;

const signOff = z.strictObject({
  name: textOption
    .max(longestName, `a name has at most ${longestName} characters`)
    .describe("How people call it: `QA`. Required."),
  by: z
    .union([z.enum(["read", "triage", "write", "maintain", "admin", "on-call"]), givenPeople], {
      error: writeInstead(
        "write read, triage, write, maintain, admin, on-call or {teams: [...], users: [...]}",
      ),
    })
    .describe(
      "Who may give it: a permission on the repository, `on-call` (those of `people.on-call`), or `{teams: [...], users: [...]}`. Required.",
    ),
  targets: z.array(textOption).min(1).optional().describe("The targets that need it. Default: every target."),
});

/** The `sign-offs` section: whose word a deploy needs before it may ship. */
export const signOffsSection = z
  .array(signOff)
  .min(1)
  .describe(
    "Whose word a deploy needs: people give and withdraw it on the page, for what the deploy contains. Default: nobody's.",
  );
