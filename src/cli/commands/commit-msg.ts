import { existsSync } from "node:fs";
import { join } from "node:path";
import { classifyCommits } from "../../checker/classify-commits.js";
import type { Severity } from "../../checker/report.js";
import type { CommitRules } from "../../checker/rules.js";
import type { Range } from "../../checker/snapshot.js";
import { CommandError } from "../command-error.js";
import { commitMessage } from "../commit-message.js";
import { exitCode, type ExitCode } from "../exit-code.js";
import { readHookRepository, type HookRepository } from "../git-in-hook.js";
import { readTextFile } from "../read-text-file.js";
import { visibleText } from "../render/visible-text.js";
import type { Terminal } from "../terminal.js";

export interface CommitMsgOptions {
  readonly policy?: string;
  readonly projects?: readonly string[];
}

interface MessageRules {
  readonly commits: CommitRules;
  readonly severity: Severity | "off";
}

/**
 * `commit-msg`: passes the message, or says why the deploy check would not. Throws {@link CommandError} where
 * the policy cannot be read.
 */
export async function commitMsg(
  terminal: Terminal,
  file: string,
  options: CommitMsgOptions,
): Promise<ExitCode> {
  const text = await readTextFile(terminal, file);
  const repository = await readHookRepository(terminal.cwd());
  const message = commitMessage(text, repository.comment);
  const policyRules = await readRules(terminal, options.policy, repository.root);
  const rules = withProjects(policyRules, options.projects);
  if (rules === null) {
    terminal.stderr.write("pre-deploy-checker: this repository has no policy, so any message passes.\n");
    return exitCode.success;
  }
  // git refuses an empty message by itself, and says so better.
  if (message === "" || rules.severity === "off" || passes(message, repository, rules.commits)) {
    return exitCode.success;
  }
  terminal.stderr.write(explain(message, rules));
  return rules.severity === "warning" ? exitCode.success : exitCode.failure;
}

/** Null where no policy was named and the repository has none. */
async function readRules(
  terminal: Terminal,
  named: string | undefined,
  root: string | null,
): Promise<MessageRules | null> {
  const { policyPath } = await import("../../policy/policy.js");
  const file = named ?? join(root ?? terminal.cwd(), policyPath);
  if (named === undefined && !existsSync(file)) return null;
  const [{ parsePolicy }, { formatMistakes }] = await Promise.all([
    import("../../policy/parse-policy.js"),
    import("../../policy/format-mistakes.js"),
  ]);
  const parsed = parsePolicy(await readTextFile(terminal, file));
  if (!parsed.valid) {
    throw new CommandError(`the policy is invalid:\n${formatMistakes(named ?? policyPath, parsed.mistakes)}`);
  }
  const rules = parsed.policy.targets[0]?.rules;
  return rules === undefined
    ? null
    : { commits: rules.commits, severity: rules.severities["commit-without-issue"] };
}

function withProjects(
  rules: MessageRules | null,
  projects: readonly string[] | undefined,
): MessageRules | null {
  if (projects === undefined) return rules;
  const commits = rules?.commits ?? {
    pullRequestKeys: false,
    ignore: [],
    ignoreAnyCommit: false,
    ignoreAuthors: [],
    noIssueMarker: "no-jira",
  };
  const keys = { projects, lenient: rules?.commits.keys?.lenient ?? false };
  return { commits: { ...commits, keys }, severity: rules?.severity ?? "failure" };
}

/**
 * Judged as a range of this one commit, so that hook and deploy check cannot come to differ. Where the policy
 * takes keys from pull requests too, the branch stands for the pull request that will be.
 */
function passes(message: string, { merging, branch }: HookRepository, rules: CommitRules): boolean {
  if (rules.keys === null) return true;
  const sha = "0".repeat(40);
  const origins = { pullRequestTexts: { [sha]: branch === null ? [] : [branch] }, verifiedAuthors: {} };
  const range: Range = {
    base: null,
    baseReason: "unrelated",
    behind: [],
    reverts: [],
    commits: [
      {
        sha,
        parents: merging ? ["1".repeat(40), "2".repeat(40)] : ["1".repeat(40)],
        author: { name: "", email: "" },
        authoredAt: "1970-01-01T00:00:00Z",
        committedAt: "1970-01-01T00:00:00Z",
        message,
        changeId: "",
        alreadyShipped: false,
      },
    ],
  };
  const [commit] = classifyCommits(range, origins, rules).commits;
  return commit?.disposition !== "shipping" || commit.issueKeys.length > 0;
}

function explain(message: string, { commits, severity }: MessageRules): string {
  const subject = visibleText(message.split("\n", 1)[0] ?? "");
  const projects = commits.keys?.projects ?? [];
  const autosquash = /^(fixup|squash|amend)! /.test(message)
    ? ["Until it is squashed, it is judged like any other commit."]
    : [];
  return [
    `${severity === "warning" ? "warning" : "refused"}: no issue in the message "${subject}"`,
    ...autosquash,
    `Name one of ${projects.join(", ")}, e.g. "${projects[0] ?? "STORY"}-123 ${subject}",`,
    `or add ${commits.noIssueMarker} where the commit needs none.`,
    "",
  ].join("\n");
}
