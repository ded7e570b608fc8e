import type { Finding, Report, State } from "../../checker/report.js";
import { describeContents } from "./describe-contents.js";
import { escapeMarkdown } from "./escape-markdown.js";
import { groupFindings, type FindingGroup } from "./group-findings.js";

const headings: Readonly<Record<State, string>> = {
  success: "✅ OK to deploy",
  failure: "❌ Not OK to deploy",
  error: "⚠️ Could not tell",
  pending: "⏳ Still checking",
};

/** The report as GitHub Markdown, fit for a pull request's comment. */
export function renderMarkdown(report: Report): string {
  const { production, head } = report;
  const range = `\`${production.sha?.slice(0, 7) ?? "unknown"}\`…\`${head.sha.slice(0, 7)}\``;
  const compared = report.compareUrl === null ? range : link(range, report.compareUrl);
  const sections = [
    `### ${headings[report.state]}: ${escapeMarkdown(report.target)}`,
    escapeMarkdown(report.summary),
    `From production (${escapeMarkdown(production.ref)}) to ${escapeMarkdown(head.ref)}: ${compared}`,
    bullets(report.problems.map(({ message }) => `Could not tell: ${escapeMarkdown(message)}`)),
    bullets(
      report.policyMistakes.map(
        ({ line, message }) => `Policy${line === null ? "" : `, line ${line}`}: ${escapeMarkdown(message)}`,
      ),
    ),
    ...groupFindings(report).map(renderGroup),
    ["#### In this deploy", bullets(describeContents(report).map(escapeMarkdown))].join("\n\n"),
    bullets(
      report.checks.flatMap(({ id, state, note }) =>
        state === "off" && note !== undefined ? [`Not checked: \`${id}\` (${escapeMarkdown(note)})`] : [],
      ),
    ),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function renderGroup({ title, why, findings }: FindingGroup): string {
  const parts = [`#### ${title} (${findings.length})`, why, bullets(findings.map(renderFinding))];
  return parts.filter((part) => part !== "").join("\n\n");
}

function renderFinding({ severity, message, remedy, url, approval }: Finding): string {
  const sign = approval !== null ? "✅" : severity === "failure" ? "❌" : "⚠️";
  const place = url === null ? "" : ` (${link("open", url)})`;
  const answer =
    approval === null
      ? escapeMarkdown(remedy)
      : `Approved by ${escapeMarkdown(approval.by)}: ${escapeMarkdown(approval.reason)}`;
  return `${sign} ${escapeMarkdown(message)}${place}  \n  ${answer}`;
}

function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** Only web addresses become links; angle brackets and blanks cannot end the address early. */
function link(text: string, url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return text;
  return `[${text}](<${new URL(url).href.replace(/[<>\\]/g, encodeURIComponent)}>)`;
}
