import { z } from "zod";
import type { FactId } from "../../checker/snapshot.js";
import { durationOption } from "../options/duration.js";

const age = durationOption.optional();

const ages: Readonly<Record<FactId, typeof age>> = {
  production: age.describe("What production is."),
  range: age.describe("The commits of the deploy."),
  origins: age.describe("Pull requests and verified authors of commits."),
  issues: age.describe("Issues, from Jira."),
  "ready-issues": age.describe("What the ready-to-deploy query found."),
  "earlier-issues": age.describe("The issues of earlier pushes."),
  "open-pull-requests": age.describe("Open pull requests."),
  migrations: age.describe("The deploy's migrations, with production's row counts."),
  "policy-file": age.describe("What the deploy does to the policy file."),
};

/** The `max-age` section: how old a fact may be when its source is away. */
export const maxAgeSection = z
  .strictObject(ages)
  .describe("How old a fact may be when its source is away, like `{issues: 15m}`. Default: it must be live.");
