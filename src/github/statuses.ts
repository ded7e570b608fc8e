import { z } from "zod";
import type { CodeHost } from "../deploys/ports/code-host.js";
import type { GitHubClient } from "./github-client.js";
import { pathOf, scopeOf } from "./repository-scope.js";
import type { StatusQueue } from "./status-queue.js";

export function createStatuses(
  client: GitHubClient,
  queueOf: (installationId: number) => StatusQueue,
): Pick<CodeHost, "postStatus"> {
  return {
    async postStatus(repository, sha, { context, state, description, targetUrl }, priority) {
      await queueOf(repository.installationId).add(priority, async () => {
        await client.request(
          scopeOf(repository, { statuses: "write" }),
          "POST /repos/{owner}/{repo}/statuses/{sha}",
          { ...pathOf(repository), sha, context, state, description, target_url: targetUrl },
          z.object({}),
        );
      });
    },
  };
}
