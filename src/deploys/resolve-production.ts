import { newestTag } from "./range/newest-tag.js";
import type { Revision } from "../checker/snapshot.js";
import type { ProductionSource, Target } from "../policy/policy.js";
import type { HostedSources } from "./facts/gathering.js";
import { type CommitGraph, type RefRequest, type ResolvedRef } from "./ports/mirror.js";
import { SourceUnavailable } from "./ports/unavailable.js";

/** The refs that have to be at hand to tell what production is, and whether that can be believed. */
export function refsForProduction(target: Target, defaultBranch: string): RefRequest {
  const { production } = target;
  if (production.kind === "branch") return { refs: [`refs/heads/${production.branch}`] };
  return {
    refs: [`refs/heads/${defaultBranch}`],
    branchPatterns: target.deploy,
    ...(production.kind === "tag" ? { tagPatterns: [production.pattern] } : {}),
  };
}

/** How people call what production is, before its commit is known. */
export function productionName(source: ProductionSource): string {
  switch (source.kind) {
    case "branch":
      return source.branch;
    case "tag":
      return source.pattern;
    case "environment":
      return `environment ${source.environment}`;
    case "reported":
      return "reported deployment";
  }
}

/**
 * The commit that is live for a target. A commit that a tag, an environment or a report names must be reachable
 * from a branch that this repository trusts, since the host serves commits of forks through their parent too.
 *
 * @param trusted commits of the default branch and of the deploy and production branches
 * @throws SourceUnavailable `production-unknown` where there is none, `production-untrusted` where it cannot be believed
 */
export async function resolveProduction(
  target: Target,
  hosted: HostedSources,
  graph: CommitGraph,
  refs: readonly ResolvedRef[],
  trusted: readonly string[],
): Promise<Revision> {
  const revision = await namedProduction(target, hosted, refs);
  if (target.production.kind !== "branch") await requireTrusted(revision, graph, trusted);
  return revision;
}

async function namedProduction(
  target: Target,
  hosted: HostedSources,
  refs: readonly ResolvedRef[],
): Promise<Revision> {
  const { production } = target;
  switch (production.kind) {
    case "branch": {
      const branch = refs.find(({ ref }) => ref === `refs/heads/${production.branch}`);
      if (branch === undefined) throw unknown(`The production branch "${production.branch}" does not exist`);
      return { ref: production.branch, sha: branch.sha };
    }
    case "tag": {
      const tag = newestTag(
        refs.flatMap(({ ref, sha, createdAt }) =>
          ref.startsWith("refs/tags/")
            ? [{ name: ref.slice("refs/tags/".length), sha, createdAt: createdAt ?? null }]
            : [],
        ),
        production.pattern,
      );
      if (tag === null) throw unknown(`No tag matches "${production.pattern}", so production is not known`);
      return { ref: tag.name, sha: tag.sha };
    }
    case "environment": {
      const { repository, codeHost } = hosted;
      const sha = await codeHost.lastSuccessfulDeployment(repository, production.environment, production.by);
      const by = production.by === null ? "" : ` by ${production.by.join(" or ")}`;
      if (sha === null)
        throw unknown(`No successful deployment${by} to environment "${production.environment}" yet`);
      return { ref: productionName(production), sha };
    }
    case "reported": {
      const reported = await hosted.store.lastReportedDeployment(hosted.repository.id, target.name);
      if (reported === null) throw unknown("The deploy tool has not reported a deployment yet");
      return { ref: productionName(production), sha: reported.sha };
    }
  }
}

async function requireTrusted(
  revision: Revision,
  graph: CommitGraph,
  trusted: readonly string[],
): Promise<void> {
  for (const tip of trusted) if (tip === revision.sha) return;
  const reachable =
    (await graph.resolve(revision.sha)) !== null &&
    (await Promise.all(trusted.map((tip) => graph.isAncestor(revision.sha, tip)))).includes(true);
  if (reachable) return;
  throw new SourceUnavailable(
    `Production's commit ${revision.sha.slice(0, 7)} (${revision.ref}) is on none of the default, deploy and production branches`,
    { kind: "production-untrusted", retryable: false },
  );
}

function unknown(message: string): SourceUnavailable {
  return new SourceUnavailable(message, { kind: "production-unknown", retryable: false });
}
