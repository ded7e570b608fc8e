import { afterAll, beforeAll } from "vitest";
import { type GitHelper, startGitHelper } from "../../src/git/start-git-helper.js";
import type { RunGit } from "../../src/git/run-git.js";
import { gitHelperSource } from "./git-helper-source.js";

/** One process that starts git for all tests of the file that calls this, as the app has one. */
export function gitHelperOfFile(): RunGit {
  let helper: GitHelper | null = null;
  beforeAll(() => {
    helper = startGitHelper(gitHelperSource);
  });
  afterAll(() => helper?.close());
  return (run) => {
    if (helper === null) throw new Error("git is started in tests only");
    return helper.run(run);
  };
}
