import { evaluate } from "../checker/evaluate.js";
import { isKnown, type Fact } from "../checker/fact.js";
import type { Report } from "../checker/report.js";
import type { Revision, Snapshot } from "../checker/snapshot.js";
import type { Target } from "../policy/policy.js";
import { earliestRetry } from "./earliest-retry.js";
import { gatherSnapshot } from "./gather-snapshot.js";
import { mentionedIssues } from "./mentioned-issues.js";
import type { Parts } from "./parts.js";
import type { PolicyFile } from "./ports/code-host.js";
import type { CommitGraph } from "./ports/mirror.js";
import { fullName, type Repository } from "./ports/repository.js";
import type { Progress } from "./progress.js";
import { shortRef } from "./short-ref.js";
import { endSupersededStatuses } from "./superseded.js";

export interface DeployToCheck {
  readonly repository: Repository;
  readonly target: Target;
  /** The policy file that governs. */
  readonly policyFile: Pick<PolicyFile, "ref" | "sha">;
  /** The deploy's full ref and the commit it points to. */
  readonly ref: string;
  readonly head: string;
  readonly graph: CommitGraph;
  readonly production: () => Promise<Revision>;
  /** When the head was pushed, as far as is known (ISO 8601). */
  readonly pushedAt: string;
  /** Whether a newer push of the ref has come in meanwhile. */
  readonly supersededBy: () => Promise<string | null>;
}

export interface CheckedDeploy {
  readonly report: Report | null;
  /** When something that kept us from telling should be tried again. */
  readonly retryAt: Date | null;
}

/**
 * Gathers the facts about one head of one target, evaluates them, saves the report and posts the status.
 * The same for a push, an edited issue, the re-check button, a retry and the sweep.
 */
export async function checkDeploy(parts: Parts, deploy: DeployToCheck): Promise<CheckedDeploy> {
  const { repository, target, head } = deploy;
  const underWay = parts.progress.begin({ repositoryId: repository.id, target: target.name, head });
  try {
    return await evaluateAndPublish(parts, deploy, underWay.tell);
  } finally {
    underWay.end();
  }
}

async function evaluateAndPublish(
  parts: Parts,
  deploy: DeployToCheck,
  tell: Progress,
): Promise<CheckedDeploy> {
  const { store, publisher, clock, logger } = parts;
  const { repository, target, head, ref } = deploy;
  const started = clock.now();
  const about = { repository, ref, sha: head, target: target.name };
  const pending = publisher.publish({ ...about, state: "pending", description: "Checking this deploy" });
  pending.catch(() => undefined);

  const approving = Promise.all([
    store.approvals(repository.id, target.name),
    target.rules.signOffs.length === 0 ? [] : store.signOffs(repository.id, target.name),
  ]);
  approving.catch(() => undefined);
  const snapshot = await gather(parts, deploy, tell);
  const nothingToShip = await isShipped(deploy, snapshot);
  if (nothingToShip) {
    const told = await reportWhileToShip(parts, deploy);
    if (told !== null) {
      await store.markShipped(
        { repositoryId: repository.id, target: target.name, ref, headSha: head },
        knownSha(snapshot.facts.production) ?? head,
        clock.now().toISOString(),
      );
      await pending;
      // The process may have died after it saved that report and before it was posted.
      await publisher.publish({ ...about, state: told.state, description: told.summary });
      await endSupersededStatuses(parts, repository, ref, (await deploy.supersededBy()) ?? head);
      return { report: null, retryAt: null };
    }
  }

  tell({ step: "checks" });
  // Asked while we judge: hardly ever is there a newer one.
  const asking = deploy.supersededBy();
  asking.catch(() => undefined);
  const durationMs = clock.now().getTime() - started.getTime();
  const [approvals, signOffs] = await approving;
  const report = evaluate(snapshot, target.rules, approvals, { durationMs, signOffs });
  const newer = await asking;
  if (newer !== null && newer !== head) {
    await pending;
    await endSupersededStatuses(parts, repository, ref, newer);
    return { report: null, retryAt: null };
  }

  const mentions = mentionedIssues(report, snapshot);
  const [evaluationId] = await Promise.all([
    store.saveEvaluation({
      repositoryId: repository.id,
      ref,
      report,
      pushedAt: deploy.pushedAt,
      open: !nothingToShip,
    }),
    pending.catch(() => undefined),
  ]);
  parts.onReport(report);
  tell({ step: "status" });
  try {
    await publisher.publish({ ...about, state: report.state, description: report.summary });
    tell({ step: "status", done: 1, total: 1 });
  } finally {
    // Large, and nothing that the status or the page waits for.
    await store.saveIssues({ repositoryId: repository.id, ref, report, mentions });
    await store.saveSnapshot(evaluationId, snapshot);
    await store.indexDeploy({ repositoryId: repository.id, report });
  }
  await endSupersededStatuses(parts, repository, ref, (await deploy.supersededBy()) ?? head);
  if (await store.issuesChangedSince(mentions, started.toISOString())) {
    // Until they were saved nobody could know that this deploy mentions the issue.
    await parts.queue.request({ repositoryId: repository.id, ref });
  }
  logger.info(
    { repository: fullName(repository), target: target.name, head, state: report.state, durationMs },
    "deploy checked",
  );
  return { report, retryAt: earliestRetry(report, snapshot) };
}

async function gather(parts: Parts, deploy: DeployToCheck, progress: Progress): Promise<Snapshot> {
  const { codeHost, issueTracker, store, clock, random } = parts;
  const { repository, target, head, policyFile } = deploy;
  const previous = async () => {
    const [report, snapshot] = await Promise.all([
      store.report(repository.id, target.name, head),
      Object.keys(target.rules.maxAge).length === 0 ? null : store.snapshot(repository.id, target.name, head),
    ]);
    return { report, snapshot };
  };
  return gatherSnapshot({
    subject: { target, rules: target.rules, ref: deploy.ref, head, policySha: policyFile.sha },
    sources: {
      graph: deploy.graph,
      issueTracker,
      hosted: { repository, codeHost, store },
      tableStatistics: parts.tableStatistics,
      migrationEstimator: parts.migrationEstimator,
      production: deploy.production,
    },
    clock,
    progress,
    repository: fullName(repository),
    repositoryUrl: codeHost.repositoryUrl(repository),
    policy: { ref: policyFile.ref, sha: policyFile.sha },
    headRef: shortRef(deploy.ref),
    previous,
    random,
  });
}

/** Nothing of this head is left to ship: production contains it, or has its very content. */
async function isShipped({ head, graph }: DeployToCheck, { facts }: Snapshot): Promise<boolean> {
  if (!isKnown(facts.production) || !isKnown(facts.range)) return false;
  // A commit of the range is in head and not in production: git need not be asked.
  if (facts.range.value.commits.length > 0) return false;
  return facts.range.value.base === head || (await graph.isAncestor(head, facts.production.value.sha));
}

/** The report of this head from when it was still to ship, kept as the record of what shipped; else null. */
async function reportWhileToShip(
  { store }: Parts,
  { repository, target, head }: DeployToCheck,
): Promise<Report | null> {
  const report = await store.report(repository.id, target.name, head);
  return report !== null && report.commits.length > 0 ? report : null;
}

function knownSha(production: Fact<Revision>): string | null {
  return isKnown(production) ? production.value.sha : null;
}
