import { readFile } from "node:fs/promises";
import path from "node:path";
import type { CommitGraph, LoggedCommit } from "../deploys/ports/mirror.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import { createCommitGraph } from "./commit-graph.js";
import { localEnvironment, type Environment } from "./git-environment.js";
import { gitUnavailable } from "./git-unavailable.js";
import type { ReadGit } from "./read-git.js";
import { type RunGit, runGit } from "./run-git.js";

/** Milliseconds: reading a clone on disk never takes that long without output. */
const idleTimeoutMs = 120_000;

/**
 * Reads a person's own clone, from any folder inside it, and never writes to it. A shallow clone will do as long as
 * nothing that matters lies beyond its edge; else every method that would have to guess throws SourceUnavailable.
 *
 * @param environment the process's variables: git needs its PATH, and HOME for `safe.directory`
 * @param startGit how git is started; as a child of this process when left out
 */
export function createLocalGraph(
  dir: string,
  environment: Environment = {},
  startGit: RunGit = runGit,
): CommitGraph {
  const run: ReadGit = (args, options = {}) =>
    startGit({ ...options, dir, args, environment: localEnvironment(environment), idleTimeoutMs });

  let opening: Promise<ReadonlySet<string>> | undefined;
  /** Checks that this is a clone that can be read; the commits at the edge of its history, where it has one. */
  const open = () => (opening ??= readShallowEdge(dir, run));

  const git: ReadGit = async (args, options) => {
    await open();
    return run(args, options);
  };
  const refuseAtEdge = async (commits: readonly LoggedCommit[]): Promise<void> => {
    const edge = await open();
    if (commits.some(({ sha }) => edge.has(sha))) throw tooShallow(dir);
  };

  const graph = createCommitGraph({ git, name: dir, verify: refuseAtEdge });
  const mergeBase = async (a: string, b: string): Promise<string | null> => {
    const base = await graph.mergeBase(a, b);
    if (base === null && (await open()).size > 0) throw tooShallow(dir);
    return base;
  };
  return {
    ...graph,
    mergeBase,
    isAncestor: async (ancestor, descendant) => {
      if (await graph.isAncestor(ancestor, descendant)) return true;
      if ((await open()).size > 0) await mergeBase(ancestor, descendant);
      return false;
    },
  };
}

async function readShallowEdge(dir: string, run: ReadGit): Promise<ReadonlySet<string>> {
  const args = ["rev-parse", "--show-object-format", "--is-shallow-repository", "--git-path", "shallow"];
  const output = await run(args).catch((error: unknown) => {
    throw gitUnavailable(error, `read the clone in ${dir}`);
  });
  const [format, isShallow, file = ""] = output.trimEnd().split("\n");
  if (format !== "sha1") {
    throw new SourceUnavailable(
      `Cannot read ${dir}: ${format ?? "unknown"} repositories are not supported, only SHA-1`,
      {
        kind: "git-unavailable",
        retryable: false,
      },
    );
  }
  if (isShallow !== "true") return new Set();
  return new Set((await readFile(path.resolve(dir, file), "utf8")).split("\n").filter(Boolean));
}

function tooShallow(dir: string): SourceUnavailable {
  return new SourceUnavailable(
    `The clone in ${dir} is shallow and the range reaches beyond it: run "git fetch --unshallow" first`,
    { kind: "git-unavailable", retryable: false },
  );
}
