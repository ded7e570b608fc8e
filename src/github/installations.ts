import { z } from "zod";
import type { CodeHost } from "../deploys/ports/code-host.js";
import type { Repository } from "../deploys/ports/repository.js";
import type { GitHubClient } from "./github-client.js";
import { isOutOfReach } from "./out-of-reach.js";

const installations = z.array(z.object({ id: z.number(), suspended_at: z.string().nullish() }));

const repositories = z.object({
  repositories: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      owner: z.object({ login: z.string() }),
      default_branch: z.string(),
    }),
  ),
});

const app = z.object({ slug: z.string() });

export function createInstallations(
  client: GitHubClient,
): Pick<CodeHost, "installedRepositories" | "repositoriesOfInstallation" | "ownLogin"> {
  async function repositoriesOfInstallation(installationId: number): Promise<readonly Repository[]> {
    const found: Repository[] = [];
    const scope = { installationId, repositoryId: null, permissions: { metadata: "read" } } as const;
    for await (const page of client.pages(scope, "GET /installation/repositories", {}, repositories)) {
      for (const { id, name, owner, default_branch: defaultBranch } of page.repositories) {
        found.push({ id, owner: owner.login, name, installationId, defaultBranch });
      }
    }
    return found;
  }

  let login: Promise<string> | undefined;

  async function askLogin(): Promise<string> {
    const { data } = await client.request("app", "GET /app", {}, app);
    return `${data.slug}[bot]`;
  }

  return {
    repositoriesOfInstallation,

    async installedRepositories() {
      const found: Repository[] = [];
      for await (const page of client.pages("app", "GET /app/installations", {}, installations)) {
        const active = page.filter(({ suspended_at: suspended }) => typeof suspended !== "string");
        const lists = await Promise.all(
          active.map(({ id }) => repositoriesOfInstallation(id).catch(noneWhereGone)),
        );
        found.push(...lists.flat());
      }
      return found;
    },

    async ownLogin() {
      login ??= askLogin();
      try {
        return await login;
      } catch (error) {
        login = undefined;
        throw error;
      }
    },
  };
}

/** Suspended or removed since the list was read. */
function noneWhereGone(error: unknown): readonly Repository[] {
  if (isOutOfReach(error)) return [];
  throw error;
}
