import type { LocalGitHub } from "../test/support/github/index.js";
import { DemoError } from "./demo-error.js";
import type { PushedDeploy } from "./push-sample.js";

/** How long a small deploy may take on a slow machine before something must be wrong. */
const patienceMs = 120_000;

/** A commit status as the app posted it. */
export interface DemoStatus {
  readonly repository: string;
  readonly context: string;
  readonly state: string;
  readonly description: string | null;
  readonly targetUrl: string | null;
}

/** For every target of a deploy, the first status that is not `pending`. */
export async function* firstFinalStatuses(
  github: LocalGitHub,
  { sample, repository, head }: PushedDeploy,
): AsyncGenerator<DemoStatus> {
  for (const target of sample.targets) {
    const context = `pre-deploy-checker/${target}`;
    const isFinal = (status: { context: string; state: string }) =>
      status.context === context && status.state !== "pending";
    try {
      const status = await github.waitForStatus(repository, head, isFinal, { timeoutMs: patienceMs });
      const { state, description, targetUrl } = status;
      yield { repository, context, state, description, targetUrl };
    } catch (error) {
      throw new DemoError(
        `${context} on ${repository} got no final status within ${patienceMs / 1000} s ` +
          `(${error instanceof Error ? error.message : String(error)}).`,
      );
    }
  }
}
