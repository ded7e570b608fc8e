import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { LocalGitHub } from "../test/support/github/index.js";
import { playSteps } from "./play-steps.js";
import { runGit } from "./run-git.js";
import type { SampleRepository } from "./sample/steps.js";

/** A sample repository of which only what is live has been pushed. */
export interface ShippedSample {
  readonly sample: SampleRepository;
  /** "owner/name" */
  readonly repository: string;
  /** A working clone with a remote that may be pushed to. */
  readonly clone: string;
  /** Commits that the sample's steps gave a name to. */
  readonly named: Map<string, string>;
}

/** The head of a deploy branch that was just pushed. */
export interface PushedDeploy {
  readonly sample: SampleRepository;
  readonly repository: string;
  readonly head: string;
}

const dayMs = 24 * 60 * 60_000;

/** Makes the repository on the local GitHub, with the app installed, and pushes what is live. */
export async function shipSample(
  github: LocalGitHub,
  sample: SampleRepository,
  folder: string,
): Promise<ShippedSample> {
  const { owner, name } = sample;
  const repository = await github.createRepository({ owner, name, defaultBranch: "main", install: true });
  const clone = join(folder, "clones", name);
  mkdirSync(clone, { recursive: true });
  await runGit(clone, ["init", "--quiet", "--initial-branch=main"]);
  await runGit(clone, ["config", "user.name", "You"]);
  await runGit(clone, ["config", "user.email", "you@acme.example"]);
  await runGit(clone, ["remote", "add", "origin", repository.pushUrl]);
  const named = new Map<string, string>();
  await playSteps(clone, sample.shipped, { end: new Date(Date.now() - 4 * dayMs), named });
  await runGit(clone, ["push", "--quiet", "--tags", "origin", "main", "production"]);
  return { sample, repository: repository.fullName, clone, named };
}

/** Goes on to the sample's present day, and pushes: production first, then the deploy branch. */
export async function pushDeploy(shipped: ShippedSample): Promise<PushedDeploy> {
  const { sample, repository, clone, named } = shipped;
  await playSteps(clone, sample.upcoming, { end: new Date(), named });
  await runGit(clone, ["push", "--quiet", "origin", "production"]);
  await runGit(clone, ["switch", "--quiet", sample.deployBranch]);
  await runGit(clone, ["push", "--quiet", "--set-upstream", "origin", sample.deployBranch]);
  return { sample, repository, head: await runGit(clone, ["rev-parse", "HEAD"]) };
}
