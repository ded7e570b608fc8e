import type { LocalGitHub } from "../../test/support/github/index.js";
import type { DeployRepository } from "./deploy-repository.js";
import { appContext } from "./time-push.js";

const patienceMs = 300_000;

/** Waits until the app has found a repository by itself and judged its deploy: from then on its mirror is warm. */
export async function untilJudged(github: LocalGitHub, repository: DeployRepository): Promise<void> {
  await github.waitForStatus(
    repository.name,
    repository.head,
    ({ context, state }) => context === appContext && state !== "pending",
    { timeoutMs: patienceMs },
  );
}
