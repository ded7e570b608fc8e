import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runGit } from "./run-git.js";
import type { Files, Step } from "./sample/steps.js";

/** Time between two steps, so that the history looks like some days of work that end now. */
const stepMs = 47 * 60_000;

/** Does the steps in a clone, one after the other. `named` holds the commits that steps gave a name to. */
export async function playSteps(
  clone: string,
  steps: readonly Step[],
  { end, named }: { readonly end: Date; readonly named: Map<string, string> },
): Promise<void> {
  const start = end.getTime() - steps.length * stepMs;
  for (const [index, step] of steps.entries()) {
    await playStep(clone, step, new Date(start + index * stepMs), named);
  }
}

async function playStep(clone: string, step: Step, at: Date, named: Map<string, string>): Promise<void> {
  switch (step.do) {
    case "commit":
      writeFiles(clone, step.files);
      await runGit(clone, ["add", "--all"]);
      await runGit(clone, ["commit", "--quiet", "--cleanup=verbatim", "-m", step.message], {
        by: step.by,
        at,
      });
      if (step.as !== undefined) named.set(step.as, await runGit(clone, ["rev-parse", "HEAD"]));
      return;
    case "branch":
      await runGit(clone, ["switch", "--quiet", "--create", step.name, step.from]);
      return;
    case "switch":
      await runGit(clone, ["switch", "--quiet", step.to]);
      return;
    case "merge":
      await runGit(clone, ["merge", "--quiet", "--no-ff", "-m", step.message, step.branch], {
        by: step.by,
        at,
      });
      return;
    case "revert":
      await runGit(clone, ["revert", "--no-edit", commitNamed(step.commit, named)], { by: step.by, at });
      return;
    case "cherry-pick":
      await runGit(clone, ["cherry-pick", commitNamed(step.commit, named)], { by: step.by, at });
      return;
    case "tag":
      await runGit(clone, ["tag", "--annotate", "-m", step.message, step.name], { by: step.by, at });
  }
}

function commitNamed(name: string, named: ReadonlyMap<string, string>): string {
  const sha = named.get(name);
  if (sha === undefined) throw new Error(`The sample names no commit "${name}" before this step`);
  return sha;
}

function writeFiles(clone: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(clone, path);
    if (text === null) {
      rmSync(file);
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}
