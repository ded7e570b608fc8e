import type { Finding } from "../../../src/checker/report.js";
import { digits, github, sampleSha } from "./sample-commits.js";
import { jira } from "./sample-issues.js";

type FindingSketch = Pick<Finding, "check" | "subject" | "message" | "remedy"> & Partial<Finding>;

function finding(sketch: FindingSketch, position: number): Finding {
  return { id: digits(1000 + position, 64), severity: "failure", url: null, approval: null, ...sketch };
}

function ofIssue(id: string): Pick<Finding, "subject" | "url"> {
  return { subject: { type: "issue", id }, url: `${jira}/${id}` };
}

function ofCommit(position: number): Pick<Finding, "subject" | "url"> {
  const sha = sampleSha(position);
  return { subject: { type: "commit", id: sha }, url: `${github}/commit/${sha}` };
}

const short = (position: number): string => sampleSha(position).slice(0, 7);
const nameIt = "Amend the message to name an issue of STORY or TECH, or add no-jira where it needs none";

export const findings: readonly Finding[] = [
  {
    check: "behind-production",
    subject: { type: "deploy", id: "web" },
    url: `${github}/compare/x...y`,
    message:
      'production has 1 commit that this deploy would take back: 77aa01b "HOTFIX: Stop the double charge"',
    remedy: "Merge production into deploy",
  } as const,
  {
    check: "commit-without-issue",
    ...ofCommit(8),
    message: `${short(8)} "Fix the flaky test of the retry queue" by Grace Hopper names no issue`,
    remedy: nameIt,
  } as const,
  {
    check: "commit-without-issue",
    ...ofCommit(20),
    message: `${short(20)} "quick fix for the pricing page" by José 🦄 Núñez names no issue`,
    remedy: nameIt,
  } as const,
  {
    check: "issue-not-found",
    subject: { type: "issue", id: "STORY-999" },
    url: `${jira}/STORY-999`,
    message: "STORY-999 does not exist in Jira, or the service may not see it",
    remedy: "Correct the key in the commit message, or let the service's account see the issue",
  } as const,
  {
    check: "issue-status",
    ...ofIssue("STORY-118"),
    message: 'STORY-118 is "In Progress", not Ready to Deploy',
    remedy: 'Move STORY-118 to "Ready to Deploy" in Jira',
  } as const,
  {
    check: "issue-status",
    ...ofIssue("STORY-121"),
    message: 'STORY-121 is "In Review", not Ready to Deploy',
    remedy: 'Move STORY-121 to "Ready to Deploy" in Jira',
  } as const,
  {
    check: "issue-field",
    ...ofIssue("TECH-41"),
    message: "TECH-41 has no Risk",
    remedy: "Fill in Risk of TECH-41 in Jira",
  } as const,
  {
    check: "issue-field",
    ...ofIssue("STORY-121"),
    message: 'STORY-121 has Post Deploy Checks "Draft", not "Ready to Run" or "Not Needed"',
    remedy: "Set Post Deploy Checks of STORY-121 in Jira",
    approval: {
      by: "ada",
      reason: "The checks are in the runbook; support agreed",
      at: "2026-11-20T09:30:00Z",
      until: "2026-11-27T09:30:00Z",
    },
  } as const,
  {
    check: "issue-missing-from-deploy",
    ...ofIssue("STORY-140"),
    severity: "warning",
    message:
      'STORY-140 "Ring the next agent after 20 seconds" is ready to deploy, but no commit of this deploy names it',
    remedy: "Merge its branch, or take it out of the ready ones",
  } as const,
  {
    check: "revert-incomplete",
    ...ofCommit(16),
    severity: "warning",
    message: `${short(16)} says that it reverts 1c2d3e4, but does not undo all of it`,
    remedy: "Look at what is left of the reverted commit",
  } as const,
].map(finding);
