import type { CheckState, Finding, Problem, Report, State } from "../../checker/report.js";
import { describeContents } from "./describe-contents.js";
import { groupFindings, type FindingGroup } from "./group-findings.js";
import type { Paint, Style } from "./paint.js";
import { visibleText } from "./visible-text.js";
import { wrap } from "./wrap.js";

export interface TextOptions {
  /** Columns to wrap to; Infinity where the output is no terminal. */
  readonly width: number;
  readonly paint: Paint;
}

interface Look {
  readonly sign: string;
  readonly word: string;
  readonly style: Style;
}

const looks: Readonly<Record<State | CheckState, Look>> = {
  success: { sign: "✓", word: "OK to deploy", style: "green" },
  failure: { sign: "✗", word: "Not OK to deploy", style: "red" },
  error: { sign: "?", word: "Could not tell", style: "yellow" },
  pending: { sign: "…", word: "Still checking", style: "yellow" },
  warning: { sign: "!", word: "Warning", style: "yellow" },
  off: { sign: "-", word: "Off", style: "dim" },
};

/** The report for a terminal: the verdict, what is in the way and how to put it right, then what goes out. */
export function renderText(report: Report, options: TextOptions): string {
  const sections = [
    headline(report, options),
    revisions(report, options),
    report.problems.length > 0 ? problems(report.problems, options) : [],
    report.policyMistakes.length > 0 ? policyMistakes(report, options) : [],
    ...groupFindings(report).map((group) => findings(group, report, options)),
    contents(report, options),
    notChecked(report, options),
  ];
  const text = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${text.join("\n\n")}\n`;
}

function headline(report: Report, { width, paint }: TextOptions): readonly string[] {
  const { sign, word, style } = looks[report.state];
  const subject = visibleText(
    [report.repository, `target ${report.target}`].filter((part) => part !== "").join(", "),
  );
  return [
    `${paint(["bold", style], `${sign} ${word}`)}  ${paint("dim", subject)}`,
    ...wrap(visibleText(report.summary), { width, first: "  ", rest: "  " }),
  ];
}

function revisions(report: Report, { paint }: TextOptions): readonly string[] {
  const { production, head, base, policy } = report;
  const rows: readonly (readonly [string, string])[] = [
    ["production", `${visibleText(production.ref)}  ${production.sha?.slice(0, 7) ?? "(unknown)"}`],
    ["head", `${visibleText(head.ref)}  ${head.sha.slice(0, 7)}`],
    ...(base !== null && base !== production.sha ? [["base", base.slice(0, 7)] as const] : []),
    ["policy", visibleText(policy.ref)],
    ...(report.compareUrl === null ? [] : [["compare", visibleText(report.compareUrl)] as const]),
  ];
  return rows.map(([name, value]) => `  ${paint("dim", name.padEnd(10))}  ${value}`);
}

function problems(list: readonly Problem[], { width, paint }: TextOptions): readonly string[] {
  const lines = [paint(["bold", "yellow"], "Could not tell")];
  for (const { message, since, retryAt } of list) {
    const when = retryAt === null ? "" : ` (since ${since}, tried again at ${retryAt})`;
    lines.push(...wrap(visibleText(message + when), { width, first: "  ? ", rest: "    " }));
  }
  return lines;
}

function policyMistakes(report: Report, { width, paint }: TextOptions): readonly string[] {
  const lines = [paint("bold", "Mistakes in the policy")];
  for (const { line, column, path, message } of report.policyMistakes) {
    const place = line === null ? "" : `line ${line}${column === null ? "" : `, column ${column}`}: `;
    const name = path === "" ? "" : `${path}: `;
    lines.push(...wrap(visibleText(place + name + message), { width, first: "  ✗ ", rest: "    " }));
  }
  return lines;
}

function findings(group: FindingGroup, report: Report, options: TextOptions): readonly string[] {
  const { width, paint } = options;
  const state = report.checks.find(({ id }) => id === group.check)?.state ?? "failure";
  const { style } = looks[state];
  return [
    `${paint(["bold", style], `${group.title} (${group.findings.length})`)}  ${paint("dim", group.check)}`,
    ...(group.why === ""
      ? []
      : wrap(group.why, { width, first: "  ", rest: "  " }).map((l) => paint("dim", l))),
    ...group.findings.flatMap((finding) => describeFinding(finding, options)),
  ];
}

function describeFinding(finding: Finding, { width, paint }: TextOptions): readonly string[] {
  const approved = finding.approval !== null;
  const { sign, style } = looks[approved ? "success" : finding.severity];
  const [first = "", ...rest] = wrap(visibleText(finding.message), { width, first: "    ", rest: "    " });
  const lines = [`  ${paint(style, sign)} ${first.slice(4)}`, ...rest];
  if (finding.approval !== null) {
    const { by, reason } = finding.approval;
    lines.push(...wrap(visibleText(`approved by ${by}: ${reason}`), { width, first: "    ", rest: "    " }));
  } else {
    lines.push(...wrap(visibleText(finding.remedy), { width, first: "    → ", rest: "      " }));
  }
  if (finding.url !== null) lines.push(`      ${paint("cyan", visibleText(finding.url))}`);
  return lines;
}

function contents(report: Report, { width, paint }: TextOptions): readonly string[] {
  const lines = describeContents(report).flatMap((line) =>
    wrap(visibleText(line), { width, first: "  ", rest: "    " }),
  );
  return [paint("bold", "In this deploy"), ...lines];
}

/** Checks that are off for a reason worth telling. */
function notChecked(report: Report, { width, paint }: TextOptions): readonly string[] {
  const lines = report.checks.flatMap(({ id, state, note }) =>
    state === "off" && note !== undefined
      ? wrap(visibleText(`${id}: ${note}`), { width, first: "  - ", rest: "    " })
      : [],
  );
  return lines.length === 0 ? [] : [paint("bold", "Not checked"), ...lines];
}
