import { z } from "zod";
import type { CodeHost } from "../deploys/ports/code-host.js";
import type { GitHubClient } from "./github-client.js";
import { isOutOfReach } from "./out-of-reach.js";

const described = z.object({
  id: z.number(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  default_branch: z.string(),
});

export function createRepositories(
  client: GitHubClient,
  repositoriesOfInstallation: CodeHost["repositoriesOfInstallation"],
): Pick<CodeHost, "repository"> {
  return {
    async repository({ id, owner, name, installationId }) {
      const asker = { installationId, repositoryId: id, permissions: { metadata: "read" } } as const;
      try {
        const { data } = await client.request(
          asker,
          "GET /repos/{owner}/{repo}",
          { owner, repo: name },
          described,
        );
        const { name: nameNow, owner: ownerNow, default_branch: defaultBranch } = data;
        if (data.id === id)
          return { id, owner: ownerNow.login, name: nameNow, installationId, defaultBranch };
      } catch (error) {
        if (!isOutOfReach(error)) throw error;
      }
      // Nothing, or another repository, goes by that name now: look for ours by its id.
      try {
        const all = await repositoriesOfInstallation(installationId);
        return all.find((repository) => repository.id === id) ?? null;
      } catch (error) {
        if (isOutOfReach(error)) return null;
        throw error;
      }
    },
  };
}
