import { z } from "zod";
import type { CodeHost } from "../deploys/ports/code-host.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import { SourceUnavailable } from "../deploys/ports/unavailable.js";
import type { GitHubClient } from "./github-client.js";
import { pathOf, scopeOf } from "./repository-scope.js";

const deployments = z.array(
  z.object({
    id: z.number(),
    sha: z.string(),
    environment: z.string().optional(),
    updated_at: z.string().optional(),
    creator: z.object({ login: z.string() }).nullish(),
  }),
);
const statuses = z.array(z.object({ id: z.number(), state: z.string(), created_at: z.string() }));

type Deployment = z.infer<typeof deployments>[number];

interface Success {
  readonly sha: string;
  /** Epoch milliseconds, of whole seconds. */
  readonly at: number;
  /** The status's id: GitHub counts up, which tells two of one second apart. */
  readonly id: number;
}

// A hundred deployments without a success are a broken setup, not a reason to read history for ever.
const deploymentsLookedAt = 100;
const deploymentsListed = 500;

/**
 * Production by GitHub's Deployments API. The newest deployment is not always the live one: a rollback runs an
 * older deployment again, so older ones that changed after the success that was found are looked at too.
 */
export function createDeployments(client: GitHubClient): Pick<CodeHost, "lastSuccessfulDeployment"> {
  async function successOf(repository: Repository, deployment: Deployment): Promise<Success | null> {
    const { data } = await client.request(
      scopeOf(repository, { deployments: "read" }),
      "GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses",
      { ...pathOf(repository), deployment_id: deployment.id, per_page: 100 },
      statuses,
    );
    return data
      .filter(({ state }) => state === "success")
      .map(({ id, created_at: at }) => ({ sha: deployment.sha, at: Date.parse(at), id }))
      .reduce<Success | null>(later, null);
  }

  async function list(
    repository: Repository,
    environment: string,
    by: readonly string[] | null,
  ): Promise<{ readonly all: boolean; readonly found: readonly Deployment[] }> {
    const accepted = by === null ? null : new Set(by.map((login) => login.toLowerCase()));
    const isThere = (deployment: Deployment): boolean =>
      (deployment.environment ?? environment).toLowerCase() === environment.toLowerCase();
    const found: Deployment[] = [];
    let listed = 0;
    const pages = client.pages(
      scopeOf(repository, { deployments: "read" }),
      "GET /repos/{owner}/{repo}/deployments",
      { ...pathOf(repository), environment },
      deployments,
    );
    for await (const page of pages) {
      listed += page.length;
      found.push(
        ...page
          .filter(isThere)
          .filter(({ creator }) => !accepted || accepted.has(creator?.login.toLowerCase() ?? "")),
      );
      if (found.length >= deploymentsLookedAt || listed >= deploymentsListed) return { all: false, found };
    }
    return { all: true, found };
  }

  return {
    async lastSuccessfulDeployment(repository, environment, by) {
      const { all, found } = await list(repository, environment, by);
      const candidates = found.slice(0, deploymentsLookedAt);
      for (const [index, candidate] of candidates.entries()) {
        const success = await successOf(repository, candidate);
        if (!success) continue;
        const changedLater = candidates
          .slice(index + 1)
          .filter(({ updated_at: at }) => at === undefined || Date.parse(at) >= success.at);
        const others = await Promise.all(changedLater.map((older) => successOf(repository, older)));
        return others.reduce<Success>((best, other) => (other ? later(best, other) : best), success).sha;
      }
      if (all) return null;
      throw new SourceUnavailable(
        `None of the last ${candidates.length} deployments of ${fullName(repository)} to ${environment} succeeded`,
        { kind: "production-unknown" },
      );
    },
  };
}

function later(best: Success | null, other: Success): Success {
  if (!best) return other;
  return other.at > best.at || (other.at === best.at && other.id > best.id) ? other : best;
}
