import type { ReadOptions } from "../deploys/ports/mirror.js";

export interface ReadGitOptions extends ReadOptions {
  readonly input?: string;
}

/** Runs a git command that reads one repository. Throws GitFailure. */
export type ReadGit = (args: readonly string[], options?: ReadGitOptions) => Promise<string>;
