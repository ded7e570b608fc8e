import { invalidPolicyReport } from "../checker/invalid-policy-report.js";
import type { Policy } from "../policy/policy.js";
import type { PolicyReading, ReadPolicy } from "./governing-policy.js";
import type { Parts } from "./parts.js";
import { fullName, type Repository } from "./ports/repository.js";
import { productionName } from "./resolve-production.js";
import { shortRef } from "./short-ref.js";
import { endSupersededStatuses, targetOf } from "./superseded.js";
import { targetsOfRef } from "./targets-of-ref.js";
import { wholeRepository } from "./watched-refs.js";

type InvalidPolicy = Extract<PolicyReading, { kind: "invalid" }>;

/**
 * The policy cannot be read: says so on the contexts of the policy that was valid last, or on the repository's own
 * context where none ever was. Never success, and every mistake is named on the page.
 */
export async function reportInvalidPolicy(
  parts: Parts,
  repository: Repository,
  ref: string,
  invalid: InvalidPolicy,
  before: ReadPolicy | null,
): Promise<null> {
  const { store, mirror, queue, clock } = parts;
  await store.savePolicyMistakes(repository.id, invalid.mistakes);
  if (ref === wholeRepository) {
    const open = await store.openDeploys(repository.id);
    const untold = open.filter(({ policySha }) => policySha !== invalid.file.sha);
    const refs = new Set(untold.map((deploy) => deploy.ref));
    await Promise.all([...refs].map((other) => queue.request({ repositoryId: repository.id, ref: other })));
    return null;
  }
  if (!ref.startsWith("refs/heads/")) return null;
  const targets = before === null ? [null] : targetsOfRef(before.policy, ref).map((target) => target.name);
  if (targets.length === 0) return null;
  const { refs } = await mirror.sync(repository, { refs: [ref] });
  const head = refs.find((resolved) => resolved.ref === ref)?.sha ?? null;
  if (head !== null) {
    const push = await store.lastPush(repository.id, ref);
    const pushedAt = push?.sha === head ? push.at : clock.now().toISOString();
    for (const target of targets) {
      await judgeInvalidPolicy(parts, { repository, ref, head, pushedAt, target }, invalid, before?.policy);
    }
  }
  await endSupersededStatuses(parts, repository, ref, head);
  return null;
}

export interface UnjudgedHead {
  readonly repository: Repository;
  readonly ref: string;
  readonly head: string;
  readonly pushedAt: string;
  /** Null: no policy was ever valid, so no target is known. */
  readonly target: string | null;
}

/** Saves and posts "could not tell: the policy is invalid" for one head. */
export async function judgeInvalidPolicy(
  { store, publisher, codeHost, clock }: Parts,
  { repository, ref, head, pushedAt, target }: UnjudgedHead,
  { file, mistakes }: InvalidPolicy,
  before?: Policy,
): Promise<void> {
  const known = before?.targets.find(({ name }) => name === target);
  const report = invalidPolicyReport({
    repository: fullName(repository),
    repositoryUrl: codeHost.repositoryUrl(repository),
    target: target ?? "",
    policy: { ref: file.ref, sha: file.sha },
    productionRef: known === undefined ? "" : productionName(known.production),
    head: { ref: shortRef(ref), sha: head },
    mistakes,
    at: clock.now().toISOString(),
  });
  if (target !== null) {
    await store.saveEvaluation({
      repositoryId: repository.id,
      ref,
      report,
      pushedAt,
      open: true,
    });
    await store.saveIssues({ repositoryId: repository.id, ref, report, mentions: [] });
  }
  await publisher.publish({
    repository,
    ref,
    sha: head,
    target,
    state: report.state,
    description: report.summary,
  });
}

/** The repository has no policy (any more): there is nothing to judge, and nothing may stay pending. */
export async function dropPolicy(parts: Parts, repository: Repository): Promise<null> {
  const { store, publisher } = parts;
  const [open, pending] = await Promise.all([
    store.openDeploys(repository.id),
    store.pendingStatuses(repository.id),
  ]);
  await Promise.all(open.map((deploy) => store.closeDeploys(repository.id, deploy.ref, deploy.target)));
  await store.forgetPolicy(repository.id);
  await Promise.all(
    pending.map((status) =>
      publisher.publish({
        repository,
        ref: status.ref,
        sha: status.sha,
        target: targetOf(status),
        state: "error",
        description: "The repository has no policy any more",
      }),
    ),
  );
  return null;
}
