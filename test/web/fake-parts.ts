import type { Report } from "../../src/checker/report.js";
import type { CheckRequest } from "../../src/deploys/ports/check-queue.js";
import { fullName, type Repository } from "../../src/deploys/ports/repository.js";
import type { Deploy, EvaluationSummary, PostedStatus } from "../../src/deploys/ports/store.js";
import type { WebParts } from "../../src/web/create-web.js";
import { sampleNow } from "./sample-report.js";

/** What the fake store holds. */
export interface Shelf {
  repositories?: readonly Repository[];
  /** Oldest first; all of the first repository. */
  reports?: readonly Report[];
  statuses?: readonly PostedStatus[];
  /** Heads whose deploys are not open any more. */
  closed?: readonly string[];
  mistakes?: Report["policyMistakes"];
  hasPolicy?: boolean;
}

export const acmeWeb: Repository = {
  id: 7,
  owner: "acme",
  name: "web",
  installationId: 1,
  defaultBranch: "main",
};

/** A pending or final commit status of the sample repository. */
export function statusOf(sha: string, state: PostedStatus["state"], description: string): PostedStatus {
  return {
    repositoryId: acmeWeb.id,
    sha,
    ref: "refs/heads/deploy",
    context: "pre-deploy-checker/web",
    state,
    description,
    targetUrl: "",
    postedAt: "2026-11-20T10:44:00Z",
  };
}

function deployOf(report: Report): Deploy {
  return {
    repositoryId: acmeWeb.id,
    target: report.target,
    ref: `refs/heads/${report.head.ref}`,
    headSha: report.head.sha,
    productionSha: report.production.sha,
    policySha: report.policy.sha,
    state: report.state,
    pushedAt: report.gatheredAt,
    evaluatedAt: report.gatheredAt,
    hasProblems: report.problems.length > 0,
  };
}

/** The site's parts over a shelf that a test may change, and the checks that were asked for. */
export function fakeParts(shelf: Shelf): WebParts & { readonly requests: CheckRequest[] } {
  const requests: CheckRequest[] = [];
  const repositories = (): readonly Repository[] => shelf.repositories ?? [acmeWeb];
  const reports = (repositoryId: number): readonly Report[] =>
    repositoryId === acmeWeb.id ? (shelf.reports ?? []) : [];
  const statuses = (): readonly PostedStatus[] => shelf.statuses ?? [];
  const evaluation = (report: Report): EvaluationSummary => ({
    id: `${report.target} ${report.head.sha}`,
    target: report.target,
    ref: `refs/heads/${report.head.ref}`,
    headSha: report.head.sha,
    state: report.state,
    summary: report.summary,
    at: report.gatheredAt,
  });
  const store: WebParts["store"] = {
    repositories: () => Promise.resolve(repositories()),
    repositoryByName: (owner, name) => {
      const asked = `${owner}/${name}`.toLowerCase();
      const found = repositories().find((known) => fullName(known).toLowerCase() === asked);
      return Promise.resolve(found ?? null);
    },
    targetsOf: (id) =>
      Promise.resolve([
        ...new Map(reports(id).map((report) => [report.target, evaluation(report)])).values(),
      ]),
    pendingStatuses: (id) =>
      Promise.resolve(
        statuses().filter(
          ({ state, repositoryId }) => state === "pending" && (id === undefined || repositoryId === id),
        ),
      ),
    governingPolicy: () =>
      Promise.resolve(shelf.hasPolicy === true ? { ref: "main", sha: "a", text: "" } : null),
    policyMistakes: () => Promise.resolve(shelf.mistakes ?? null),
    report: (id, target, sha) =>
      Promise.resolve(
        reports(id).findLast(
          (report) => report.target === target && (sha === undefined || report.head.sha === sha),
        ) ?? null,
      ),
    reportOf: ({ id }) =>
      Promise.resolve(reports(acmeWeb.id).findLast((report) => evaluation(report).id === id) ?? null),
    status: (id, sha, context) =>
      Promise.resolve(
        statuses().find(
          (status) => status.repositoryId === id && status.sha === sha && status.context === context,
        ) ?? null,
      ),
    statusesAround: (id, context, sha) =>
      Promise.resolve(
        statuses().filter(
          (status) =>
            status.repositoryId === id &&
            status.context === context &&
            (status.state === "pending" || status.sha === sha),
        ),
      ),
    openDeploys: () =>
      Promise.resolve(
        reports(acmeWeb.id)
          .filter(({ head }) => shelf.closed?.includes(head.sha) !== true)
          .map(deployOf),
      ),
    history: () => Promise.resolve([]),
    historyPoints: () => Promise.resolve([]),
    searchDeploys: () => Promise.resolve([]),
    auditLines: () => Promise.resolve([]),
    auditTargets: () => Promise.resolve([]),
  };
  return {
    store,
    queue: {
      request: (check) => {
        requests.push(check);
        return Promise.resolve();
      },
    },
    clock: { now: () => sampleNow },
    publicUrl: new URL("http://localhost:3000"),
    requests,
  };
}
