import type { Target } from "../policy/policy.js";
import type { HostedSources } from "./facts/gathering.js";
import type { Clock } from "./ports/clock.js";
import { SourceUnavailable } from "./ports/unavailable.js";
import type { ShippedRecord } from "./ports/store.js";

/**
 * Which heads commits of production brought live, by the pull request whose merge made the commit: the squash
 * and rebase buttons leave no trace in git. What is learned is recorded. Where GitHub cannot be asked the
 * answer is "none", which leaves the deploy behind production: red, not green.
 */
export async function shippedByPullRequest(
  { repository, codeHost, store }: HostedSources,
  target: Target,
  productionShas: readonly string[],
  clock: Clock,
): Promise<readonly ShippedRecord[]> {
  const answers = await Promise.all(
    productionShas.map(async (sha) => {
      try {
        const pulls = await codeHost.pullRequestsOfCommit(repository, sha);
        return pulls
          .filter(
            (pull) => pull.merged && pull.mergeCommitSha === sha && intoProduction(target, pull.baseBranch),
          )
          .map((pull) => ({
            repositoryId: repository.id,
            target: target.name,
            productionSha: sha,
            headSha: pull.headSha,
            at: clock.now().toISOString(),
          }));
      } catch (error) {
        if (error instanceof SourceUnavailable) return [];
        throw error;
      }
    }),
  );
  const records = answers.flat();
  await Promise.all(records.map((record) => store.recordShipped(record)));
  return records;
}

function intoProduction(target: Target, baseBranch: string): boolean {
  return target.production.kind !== "branch" || target.production.branch === baseBranch;
}
