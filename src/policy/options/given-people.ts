import { z } from "zod";
import { loginOption } from "./login.js";

/** "qa", or with the organisation in front "acme/qa". */
const teamOption = z
  .string()
  .trim()
  .regex(/^(?:[A-Za-z0-9][A-Za-z0-9-]*\/)?[A-Za-z0-9_.-]+$/, "a team is written by its slug: qa or acme/qa");

/** Teams and users by name. */
export const givenPeople = z
  .strictObject({
    teams: z
      .array(teamOption)
      .default([])
      .describe("Teams of the repository's organisation, by their slug: `qa` or `acme/qa`."),
    users: z.array(loginOption).default([]).describe("GitHub accounts."),
  })
  .refine(({ teams, users }) => teams.length + users.length > 0, "name at least one team or user");
