import type { Report } from "../../src/checker/report.js";
import { hostileTexts } from "./hostile-text.js";
import { sampleReport } from "./sample-report.js";

/** The sample with the same hostile words wherever words from outside may stand. */
export function hostileReport(text: string): Report {
  const [commit] = sampleReport.commits;
  const [issue] = sampleReport.issues;
  const [finding] = sampleReport.findings;
  const approval = { by: text, reason: text, at: text, until: text };
  return {
    ...sampleReport,
    summary: text,
    policy: { ref: text, sha: text },
    production: { ref: text, sha: sampleReport.base },
    head: { ref: text, sha: sampleReport.head.sha },
    compareUrl: text,
    problems: [{ kind: "internal", message: text, since: text, retryAt: text }],
    findings: [
      { ...finding!, message: text, remedy: text, url: text },
      {
        ...finding!,
        subject: { type: "issue", id: text },
        message: text,
        remedy: `${text} `,
        url: text,
        approval,
      },
      { ...finding!, subject: { type: "commit", id: text }, severity: "warning", message: "x", remedy: text },
    ],
    checks: sampleReport.checks.map((check) => ({ ...check, note: text })),
    commits: [
      {
        ...commit!,
        author: { name: text, email: text },
        committedAt: text,
        message: `${text}\n\n${text} ${text}`,
        issueKeys: [text, "STORY-1"],
        url: text,
      },
    ],
    issues: [
      {
        ...issue!,
        key: text,
        movedTo: text,
        url: text,
        summary: text,
        type: text,
        status: text,
        assignee: text,
        parent: { key: text, summary: text, type: text },
        fields: { [text]: text, Risk: null },
        fieldStates: { [text]: "value", Risk: "absent" },
      },
    ],
    revertedIssues: [text],
    alreadyShippedIssues: [text],
    policyMistakes: [{ line: 1, column: 1, path: text, message: text }],
  };
}

/** One report with the whole corpus, a commit, an issue and a finding for each text. */
export function hostileCorpus(): Report {
  const reports = hostileTexts.map(hostileReport);
  return {
    ...sampleReport,
    summary: hostileTexts.slice(0, 6).join(" "),
    problems: reports.flatMap(({ problems }) => problems),
    findings: reports.flatMap(({ findings }) => findings),
    commits: reports.flatMap(({ commits }) => commits),
    issues: reports
      .flatMap(({ issues }) => issues)
      .map((issue, index) => ({ ...issue, fields: index % 9 === 0 ? issue.fields : {} })),
    revertedIssues: hostileTexts,
    policyMistakes: reports.flatMap(({ policyMistakes }) => policyMistakes),
  };
}
