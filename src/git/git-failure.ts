/** What went wrong with a git process: it failed, took too long, was stopped, or could not be started. */
export type GitFailureKind = "failed" | "timeout" | "aborted" | "not-started";

export interface GitFailureOptions {
  readonly kind: GitFailureKind;
  /** The subcommand: "fetch". */
  readonly command: string;
  /** What git wrote on stderr, secrets taken out. */
  readonly output: string;
}

/** A git process that did not do what it was asked to. Stays within this folder; others see SourceUnavailable. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
  readonly kind: GitFailureKind;
  readonly command: string;
  readonly output: string;

  constructor({ kind, command, output }: GitFailureOptions) {
    super(`git ${command}: ${output.trim() || kind}`);
    this.kind = kind;
    this.command = command;
    this.output = output;
  }
}
