import { lastPolicy } from "./last-policy.js";
import { readPolicy } from "./governing-policy.js";
import type { Parts } from "./parts.js";
import type { DeploymentReports } from "./ports/deployment-reports.js";
import { reportedRef } from "./watched-refs.js";

/** Stores what a deploy tool reports and has the target's open deploys looked at again. */
export function createDeploymentReports({ store, queue, codeHost }: Parts): DeploymentReports {
  return {
    repositoryByName: (owner, name) => store.repositoryByName(owner, name),
    async report(deployment) {
      const { repositoryId, target } = deployment;
      const [repository, last] = await Promise.all([
        store.repository(repositoryId),
        store.governingPolicy(repositoryId),
      ]);
      if (repository === null) return "unknown-target";
      const before = lastPolicy(last);
      let known = before?.policy.targets.some(({ name }) => name === target) === true;
      if (!known) {
        const reading = await readPolicy(codeHost, repository);
        known = reading.kind === "valid" && reading.policy.targets.some(({ name }) => name === target);
      }
      if (!known) return "unknown-target";
      await store.recordReportedDeployment(deployment);
      if (deployment.state === "succeeded") await queue.request({ repositoryId, ref: reportedRef(target) });
      return "accepted";
    },
  };
}
