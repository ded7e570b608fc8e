import { z } from "zod";
import { issueFieldOptions } from "../../checker/checks/issue-field.js";
import { issueMissingFromDeployOptions } from "../../checker/checks/issue-missing-from-deploy.js";
import { issueStatusOptions } from "../../checker/checks/issue-status.js";

/** The `issues` section: composed of the options that the checks of issues own. */
export const issuesSection = z
  .strictObject({ ...issueStatusOptions, ...issueFieldOptions, ...issueMissingFromDeployOptions })
  .describe("What is asked of the issues that ship.");
