import { z } from "zod";
import { checks } from "../../checker/checks/index.js";

/** Checks of later versions: their ids are accepted, so that a policy may already name them. */
const reservedChecks = [
  "required-statuses",
  "behind-main",
  "locked",
  "outside-window",
  "deploy-in-progress",
  "unpinned-dependency",
  "vulnerable-dependency",
  "missing-secret",
  "open-post-deploy-checks",
] as const;

const severity = z.enum(["failure", "warning", "off"]).optional();

const known = checks.map(({ id, why, defaultSeverity }) => [
  id,
  severity.describe(`${why} Default: ${defaultSeverity}.`),
]);
const reserved = reservedChecks.map((id) => [id, severity.describe("Reserved for a later version.")]);

/** The `checks` section: how serious each check's findings are. */
export const checksSection = z
  .strictObject(Object.fromEntries([...known, ...reserved]) as Readonly<Record<string, typeof severity>>)
  .describe("How serious the findings of a check are: `failure`, `warning` or `off`.");
