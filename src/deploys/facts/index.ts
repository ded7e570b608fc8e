import type { FactId } from "../../checker/snapshot.js";
import { earlierIssuesFact } from "./earlier-issues-fact.js";
import type { FactSource } from "./gathering.js";
import { issuesFact } from "./issues-fact.js";
import { migrationsFact } from "./migrations-fact.js";
import { openPullRequestsFact } from "./open-pull-requests-fact.js";
import { originsFact } from "./origins-fact.js";
import { policyFileFact } from "./policy-file-fact.js";
import { productionFact } from "./production-fact.js";
import { rangeFact } from "./range-fact.js";
import { readyIssuesFact } from "./ready-issues-fact.js";

/** Every fact: how it is gathered and what can change it. A new fact is one file and one line here. */
export const factSources: { readonly [Id in FactId]: FactSource<Id> } = {
  production: productionFact,
  range: rangeFact,
  origins: originsFact,
  issues: issuesFact,
  "ready-issues": readyIssuesFact,
  "earlier-issues": earlierIssuesFact,
  "open-pull-requests": openPullRequestsFact,
  "policy-file": policyFileFact,
  migrations: migrationsFact,
};
