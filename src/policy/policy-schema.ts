import { z } from "zod";
import { writeInstead } from "./mistake-message.js";
import { approvalsSection } from "./sections/approvals.js";
import { checksSection } from "./sections/checks.js";
import { commitsSection } from "./sections/commits.js";
import { issuesSection } from "./sections/issues.js";
import { jiraSection } from "./sections/jira.js";
import { maxAgeSection } from "./sections/max-age.js";
import { migrationsSection } from "./sections/migrations.js";
import { peopleSection } from "./sections/people.js";
import { signOffsSection } from "./sections/sign-offs.js";
import { targetsSection } from "./sections/targets.js";

const reserved = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown())], { error: "write a mapping or a list" })
  .optional()
  .describe("Reserved for a later version: accepted, without effect.");

/** The whole policy file. A section that is left out is as if it were empty. */
export const policySchema = z.strictObject({
  version: z
    .literal(1, { error: writeInstead("write version: 1") })
    .describe("The version of this format: 1. Required."),
  targets: targetsSection,
  jira: jiraSection.optional(),
  commits: commitsSection.prefault({}),
  issues: issuesSection.prefault({}),
  migrations: migrationsSection.optional(),
  locks: reserved,
  windows: reserved,
  "required-statuses": reserved,
  dependencies: reserved,
  vulnerabilities: reserved,
  secrets: reserved,
  "sign-offs": signOffsSection.optional(),
  people: peopleSection.prefault({}),
  previews: reserved,
  announcements: reserved,
  metrics: reserved,
  checks: checksSection.prefault({}),
  approvals: approvalsSection.prefault({}),
  "max-age": maxAgeSection.prefault({}),
});

/** A policy file that is valid by itself, before the rules between sections. */
export type PolicySections = z.output<typeof policySchema>;
