import type { Disposition, Report } from "../checker/report.js";
import type { CheckQueue } from "../deploys/ports/check-queue.js";
import type { Clock } from "../deploys/ports/clock.js";
import type { AuditDetail, AuditEntry } from "../deploys/ports/audit-log.js";
import type { Repository } from "../deploys/ports/repository.js";
import type { Store } from "../deploys/ports/store.js";
import { governedTarget } from "./governed-target.js";
import { needsOf } from "./needs-of.js";
import type { Person } from "./person.js";
import type { PermissionSource } from "./ports/permission-source.js";
import { recheckTarget } from "./recheck-target.js";
import { whyNot } from "./why-not.js";

/** A head of a target, as its page shows it, and who acts on it. */
export interface ApprovalPlace {
  readonly repository: Repository;
  readonly target: string;
  readonly sha: string;
  /** The full ref that is evaluated again at once. */
  readonly ref: string;
  readonly person: Person;
}

export interface ApprovalWish {
  /** Fingerprints of findings. */
  readonly findings: readonly string[];
  /** Why; not empty. */
  readonly reason: string;
  /** Seconds; null: for as long as the policy allows. */
  readonly forSeconds: number | null;
}

export type ApprovalOutcome =
  | { readonly kind: "done"; readonly count: number }
  /** The person may not; why, in words. */
  | { readonly kind: "refused"; readonly why: string }
  /** Some of it is not what the page showed any more; nothing was done. */
  | { readonly kind: "stale"; readonly gone: number };

/** What a person may do about a report's findings, as was said lately: for what to show. */
export type ApprovalOffer =
  | { readonly kind: "open" }
  /** They may take approvals back, and not give any; why, as a sentence without a final stop. */
  | { readonly kind: "author"; readonly why: string }
  /** What approving takes, as a sentence without a final stop. */
  | { readonly kind: "closed"; readonly why: string }
  /** No policy that says so is known yet. */
  | { readonly kind: "unknown" };

/** Who accepts what is wrong, and who takes that back. Acting asks GitHub first. @throws SourceUnavailable */
export interface ApprovalDesk {
  approve(place: ApprovalPlace, wish: ApprovalWish): Promise<ApprovalOutcome>;
  withdraw(place: ApprovalPlace, finding: string): Promise<ApprovalOutcome>;
  offered(place: Omit<ApprovalPlace, "ref">, report: Report): Promise<ApprovalOffer>;
}

type Permissions = Pick<PermissionSource, "permissionOf" | "isInTeam" | "hasAuthored">;

export function createApprovalDesk(parts: {
  readonly store: Pick<
    Store,
    "report" | "governingPolicy" | "saveApprovals" | "withdrawApprovals" | "openDeploys"
  >;
  /** What the host says at this moment, for acting. */
  readonly permissions: Permissions;
  /** What it said lately, for showing. */
  readonly lately: Permissions;
  readonly queue: Pick<CheckQueue, "request">;
  readonly clock: Clock;
}): ApprovalDesk {
  const { store, permissions, lately, clock } = parts;

  return {
    async approve(place, { findings, reason, forSeconds }) {
      const { repository, target: name, sha, person } = place;
      const target = await governedTarget(store, repository.id, name);
      if (target === null)
        return { kind: "refused", why: "No policy that is known says who may approve here" };
      const why = await whyNot(permissions, target.approvals.by, place, "approve");
      if (why !== null) return { kind: "refused", why };
      const report = await store.report(repository.id, name, sha);
      const open = new Map(
        (report?.findings ?? []).filter(({ approval }) => approval === null).map((one) => [one.id, one]),
      );
      const wanted = [...new Set(findings)];
      const gone = wanted.filter((id) => !open.has(id)).length;
      if (gone > 0 || wanted.length === 0) return { kind: "stale", gone };
      if (target.approvals.notAuthor && (await hasAuthored(permissions, place, report)))
        return { kind: "refused", why: notAuthor };
      const now = clock.now();
      const { expireAfter } = target.approvals;
      const seconds = Math.min(
        forSeconds ?? Number.POSITIVE_INFINITY,
        expireAfter ?? Number.POSITIVE_INFINITY,
      );
      const until = Number.isFinite(seconds) ? new Date(now.getTime() + seconds * 1000).toISOString() : null;
      const approval = { personId: person.id, by: person.login, reason, at: now.toISOString(), until };
      await store.saveApprovals(
        repository.id,
        name,
        wanted.map((finding) => ({ ...approval, finding })),
        wanted.map((finding) => {
          const { check = null, subject, message = null } = open.get(finding) ?? {};
          const detail = { finding, check, subject: subject?.id ?? null, message, reason, until };
          return auditEntry(place, { action: "approved", at: approval.at, detail });
        }),
      );
      await recheckTarget(parts, place);
      return { kind: "done", count: wanted.length };
    },
    async withdraw(place, finding) {
      const { repository, target: name, sha, person } = place;
      const target = await governedTarget(store, repository.id, name);
      if (target === null)
        return { kind: "refused", why: "No policy that is known says who may approve here" };
      const why = await whyNot(permissions, target.approvals.by, place, "approve");
      if (why !== null) return { kind: "refused", why };
      const at = clock.now().toISOString();
      const { check = null, subject } =
        (await store.report(repository.id, name, sha))?.findings.find(({ id }) => id === finding) ?? {};
      const detail = { finding, check, subject: subject?.id ?? null };
      const audit = auditEntry(place, { action: "withdrew", at, detail });
      const count = await store.withdrawApprovals(repository.id, name, finding, {
        by: person.login,
        at,
        audit,
      });
      if (count === 0) return { kind: "stale", gone: 1 };
      await recheckTarget(parts, place);
      return { kind: "done", count: 1 };
    },
    async offered(place, report) {
      const target = await governedTarget(store, place.repository.id, place.target);
      if (target === null) return { kind: "unknown" };
      const { by, notAuthor: isForOthers } = target.approvals;
      if ((await whyNot(lately, by, place, "approve")) !== null)
        return { kind: "closed", why: `Approving needs ${needsOf(by)}` };
      if (isForOthers && (await hasAuthored(lately, place, report)))
        return { kind: "author", why: notAuthor };
      return { kind: "open" };
    },
  };
}

const notAuthor = "The policy does not let an author of the deploy approve it";

function hasAuthored(
  permissions: Permissions,
  { repository, person, sha }: Omit<ApprovalPlace, "ref">,
  report: Report | null,
): Promise<boolean> {
  const shas = (...wanted: readonly Disposition[]): readonly string[] =>
    (report?.commits ?? []).flatMap((one) => (wanted.includes(one.disposition) ? [one.sha] : []));
  // What needs no issue goes out like the rest.
  const own = { all: shas("shipping", "no-issue"), unlessMerge: shas("ignored") };
  return permissions.hasAuthored(repository, person, sha, own);
}

function auditEntry(
  { repository, target, sha, person }: ApprovalPlace,
  { action, at, detail }: { readonly action: string; readonly at: string; readonly detail: AuditDetail },
): AuditEntry {
  return {
    at,
    personId: person.id,
    login: person.login,
    action,
    repositoryId: repository.id,
    target,
    detail: { ...detail, sha },
  };
}
