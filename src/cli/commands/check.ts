import { checkLocal, UnusableLocalCheck, type LocalCheck } from "../../deploys/check-local.js";
import { systemClock } from "../../deploys/ports/clock.js";
import { createLocalGraph } from "../../git/local-graph.js";
import { policyPath } from "../../policy/policy.js";
import type { Report, State } from "../../checker/report.js";
import { CommandError } from "../command-error.js";
import { connectIssueTracker, noIssueTracker } from "../connect-issue-tracker.js";
import { migrationEstimator } from "../migration-estimator.js";
import { exitCode, type ExitCode } from "../exit-code.js";
import { readRehearsalServer } from "../read-rehearsal-server.js";
import { readTextFile } from "../read-text-file.js";
import { renderReport, type ReportFormat } from "../render/render-report.js";
import { showProgress } from "../show-progress.js";
import type { Terminal } from "../terminal.js";

export interface CheckOptions {
  readonly repo: string;
  readonly production: string;
  readonly head: string;
  readonly target?: string;
  readonly policy?: string;
  readonly rowCounts?: string;
  /** False with `--no-jira`. */
  readonly jira: boolean;
  readonly format: ReportFormat;
}

const codes: Readonly<Record<State, ExitCode>> = {
  success: exitCode.success,
  failure: exitCode.failure,
  error: exitCode.unclear,
  pending: exitCode.unclear,
};

/** `check`: the report on a range of a local clone; its state decides the exit status. */
export async function check(terminal: Terminal, options: CheckOptions): Promise<ExitCode> {
  const facts = await rowCountsOf(terminal, options.rowCounts);
  const policyText = options.policy === undefined ? undefined : await readTextFile(terminal, options.policy);
  const jira = options.jira ? await connectIssueTracker(terminal.env) : noIssueTracker;
  try {
    const report = await evaluateLocally(terminal, options, {
      policyText,
      issueTracker: jira.issueTracker,
      rowCounts: facts,
    });
    terminal.stdout.write(await renderReport(report, options.format, terminal.stdout));
    if (report.problems.some(({ kind }) => kind === "jira-not-configured")) {
      terminal.stderr.write("hint: --no-jira leaves out the checks that need Jira.\n");
    }
    return codes[report.state];
  } finally {
    await jira.close();
  }
}

async function evaluateLocally(
  terminal: Terminal,
  { repo, production, head, target, policy }: CheckOptions,
  { policyText, issueTracker, rowCounts }: Pick<LocalCheck, "policyText" | "issueTracker" | "rowCounts">,
): Promise<Report> {
  const progress = showProgress(terminal.stderr);
  try {
    const graph = createLocalGraph(repo, terminal.env);
    const about = { production, head, target, policyText, policyRef: policy };
    const known = {
      graph,
      issueTracker,
      rowCounts,
      migrationEstimator: migrationEstimator({
        rehearses: true,
        rehearsalUrl: await readRehearsalServer(terminal),
      }),
    };
    const check = { ...known, clock: systemClock, ...about, progress: progress.tell };
    return (await checkLocal(check)).report;
  } catch (error) {
    if (!(error instanceof UnusableLocalCheck) || error.mistakes.length === 0) throw error;
    const { formatMistakes } = await import("../../policy/format-mistakes.js");
    throw new CommandError(
      `${error.message}:\n${formatMistakes(policy ?? policyPath, error.mistakes)}`,
      error,
    );
  } finally {
    progress.clear();
  }
}

async function rowCountsOf(terminal: Terminal, file: string | undefined): Promise<LocalCheck["rowCounts"]> {
  if (file === undefined) return null;
  const { readRowCounts } = await import("../read-row-counts.js");
  return { source: file, facts: await readRowCounts(terminal, file) };
}
