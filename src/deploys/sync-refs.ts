import type { Policy, Target } from "../policy/policy.js";
import type { Parts } from "./parts.js";
import type { CommitGraph, RefRequest, ResolvedRef } from "./ports/mirror.js";
import type { Repository } from "./ports/repository.js";
import { refsForProduction } from "./resolve-production.js";
import { targetsOfRef } from "./targets-of-ref.js";

export interface Synced {
  readonly graph: CommitGraph;
  readonly refs: readonly ResolvedRef[];
}

/** A fetch that has begun before it was certain what is needed. */
export interface EarlySync {
  readonly request: RefRequest;
  readonly result: Promise<Synced>;
}

/** Begins to fetch what the targets of a ref need, by the policy that governed last; null where it is no deploy. */
export function startSync(
  { mirror }: Pick<Parts, "mirror">,
  repository: Repository,
  policy: Policy,
  ref: string,
): EarlySync | null {
  const targets = targetsOfRef(policy, ref);
  if (targets.length === 0) return null;
  const request = refsToSync(policy, targets, repository.defaultBranch, [ref]);
  const result = mirror.sync(repository, request);
  result.catch(() => undefined);
  return { request, result };
}

/** The early fetch where it brings all that is needed, else another one. */
export async function finishSync(
  { mirror }: Pick<Parts, "mirror">,
  repository: Repository,
  early: EarlySync | null,
  request: RefRequest,
): Promise<Synced> {
  return early !== null && covers(early.request, request) ? early.result : mirror.sync(repository, request);
}

/** Everything that evaluating the targets needs from git; production branches make other productions trustworthy. */
export function refsToSync(
  policy: Policy,
  targets: readonly Target[],
  defaultBranch: string,
  refs: readonly string[],
): RefRequest {
  const requests = targets.map((target) => refsForProduction(target, defaultBranch));
  const needsTrust = targets.some((target) => target.production.kind !== "branch");
  const trusted = needsTrust ? productionBranches(policy) : [];
  const all = <T>(lists: readonly (readonly T[] | undefined)[]): T[] => [
    ...new Set(lists.flatMap((list) => list ?? [])),
  ];
  return {
    refs: all([refs, trusted, ...requests.map((request) => request.refs)]),
    branchPatterns: all(requests.map((request) => request.branchPatterns)),
    tagPatterns: all(requests.map((request) => request.tagPatterns)),
  };
}

/** What either request needs. */
export function mergeRequests(a: RefRequest, b: RefRequest): RefRequest {
  const both = (one: readonly string[] = [], other: readonly string[] = []): readonly string[] => [
    ...new Set([...one, ...other]),
  ];
  return {
    refs: both(a.refs, b.refs),
    branchPatterns: both(a.branchPatterns, b.branchPatterns),
    tagPatterns: both(a.tagPatterns, b.tagPatterns),
  };
}

function productionBranches(policy: Policy): readonly string[] {
  return policy.targets.flatMap(({ production }) =>
    production.kind === "branch" ? [`refs/heads/${production.branch}`] : [],
  );
}

function covers(have: RefRequest, need: RefRequest): boolean {
  const within = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
    a.every((item) => b.includes(item));
  return (
    within(need.refs, have.refs) &&
    within(need.branchPatterns, have.branchPatterns) &&
    within(need.tagPatterns, have.tagPatterns)
  );
}
