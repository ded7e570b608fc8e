import type { Check } from "../check.js";
import { behindProduction } from "./behind-production.js";
import { commitWithoutIssue } from "./commit-without-issue.js";
import { issueField } from "./issue-field.js";
import { issueMissingFromDeploy } from "./issue-missing-from-deploy.js";
import { issueNotFound } from "./issue-not-found.js";
import { issuePartlyMerged } from "./issue-partly-merged.js";
import { issueStatus } from "./issue-status.js";
import { issueWithoutCommits } from "./issue-without-commits.js";
import { migrationBlocking } from "./migration-blocking.js";
import { migrationChanged } from "./migration-changed.js";
import { migrationDuration } from "./migration-duration.js";
import { migrationSizeUnknown } from "./migration-size-unknown.js";
import { migrationUndeclared } from "./migration-undeclared.js";
import { migrationUnreadable } from "./migration-unreadable.js";
import { policyChanged } from "./policy-changed.js";
import { policyInvalid } from "./policy-invalid.js";
import { revertIncomplete } from "./revert-incomplete.js";
import { signOff } from "./sign-off.js";

/** Every check, in the order in which reports and summaries name them. A new check is one file and one line here. */
export const checks: readonly Check[] = [
  policyInvalid,
  policyChanged,
  behindProduction,
  commitWithoutIssue,
  issueNotFound,
  issueStatus,
  issueField,
  issueMissingFromDeploy,
  issueWithoutCommits,
  issuePartlyMerged,
  revertIncomplete,
  migrationDuration,
  migrationBlocking,
  migrationUndeclared,
  migrationUnreadable,
  migrationSizeUnknown,
  migrationChanged,
  signOff,
];
