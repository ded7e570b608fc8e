import { z } from "zod";
import { durationOption } from "../options/duration.js";
import { textOption } from "../options/text.js";

const people = z
  .strictObject({
    teams: z.array(textOption).default([]).describe("Teams of the organisation, by their slug."),
    users: z.array(textOption).default([]).describe("GitHub accounts."),
  })
  .refine(({ teams, users }) => teams.length + users.length > 0, "name at least one team or user");

/** The `approvals` section: who may accept a finding, and for how long. */
export const approvalsSection = z
  .strictObject({
    by: z
      .union([z.enum(["read", "triage", "write", "maintain", "admin"]), people], {
        error: "write read, triage, write, maintain, admin or {teams: [...], users: [...]}",
      })
      .default("write")
      .describe("Who may approve: a permission on the repository, or `{teams: [...], users: [...]}`."),
    "expire-after": durationOption
      .optional()
      .describe("How long an approval holds. Default: it does not expire."),
    "not-author": z.boolean().default(false).describe("An author of the deploy may not approve it."),
  })
  .describe("Who may approve an exception.");
