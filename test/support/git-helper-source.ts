import { fileURLToPath } from "node:url";
import type { GitHelperOptions } from "../../src/git/start-git-helper.js";

/** The process that starts git for the app, run from its source. */
export const gitHelperSource: GitHelperOptions = {
  script: fileURLToPath(new URL("../../src/git/git-helper-process.ts", import.meta.url)),
  nodeArguments: ["--import", new URL("./run-typescript.js", import.meta.url).href],
};
