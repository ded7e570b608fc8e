import { contentDigest, reportedParts } from "../checker/content-ids.js";
import type { ReportSignOff } from "../checker/report.js";
import type { SignOffGivers } from "../checker/sign-off-givers.js";
import { whatChanged } from "../checker/sign-offs.js";
import type { CheckQueue } from "../deploys/ports/check-queue.js";
import type { Clock } from "../deploys/ports/clock.js";
import type { Store } from "../deploys/ports/store.js";
import type { PeopleRules, Target } from "../policy/policy.js";
import { auditEntryOf, type DeployPagePlace } from "./deploy-page-place.js";
import { governedTarget } from "./governed-target.js";
import type { OnCallSource } from "./ports/on-call-source.js";
import type { PermissionSource } from "./ports/permission-source.js";
import { recheckTarget } from "./recheck-target.js";
import { whoIsOnCall } from "./who-is-on-call.js";
import { whyNot } from "./why-not.js";

export interface SignOffWish {
  /** As the policy calls it. */
  readonly name: string;
  /** The digest of what the page showed. */
  readonly content: string;
  /** "": none. */
  readonly note: string;
}

export type SignOffOutcome =
  | { readonly kind: "done" }
  /** The person may not; why, in words. */
  | { readonly kind: "refused"; readonly why: string }
  /** The deploy is not what the page showed any more; what has changed, in words. Nothing was done. */
  | { readonly kind: "stale"; readonly why: string };

/**
 * Who says that a deploy may ship, and who takes that back. Everything asks GitHub first.
 * @throws SourceUnavailable, OnCallUnknown
 */
export interface SignOffDesk {
  give(place: DeployPagePlace, wish: SignOffWish): Promise<SignOffOutcome>;
  withdraw(place: DeployPagePlace, id: string): Promise<SignOffOutcome>;
  /** The names of the sign-offs that the person may give, as was said lately: for what to show. */
  offered(place: DeployPagePlace, signOffs: readonly ReportSignOff[]): Promise<ReadonlySet<string>>;
}

type SignOffStore = Pick<
  Store,
  "report" | "governingPolicy" | "saveSignOff" | "withdrawSignOff" | "signOffs" | "openDeploys"
>;

type Permissions = Pick<PermissionSource, "permissionOf" | "isInTeam">;

export function createSignOffDesk(parts: {
  readonly store: SignOffStore;
  /** What the host says at this moment, for acting. */
  readonly permissions: Permissions;
  /** What it said lately, for showing. */
  readonly lately: Permissions;
  readonly onCall: OnCallSource;
  readonly queue: Pick<CheckQueue, "request">;
  readonly clock: Clock;
}): SignOffDesk {
  const { store, permissions, lately, onCall, clock } = parts;

  async function refusal(place: DeployPagePlace, target: Target, name: string): Promise<string | null> {
    const rule = target.rules.signOffs.find((one) => one.name === name);
    if (rule === undefined) return "The policy does not ask for this sign-off any more";
    return whyNotGive(permissions, rule.by, place, target.people);
  }

  async function whyNotGive(
    asked: Permissions,
    by: SignOffGivers,
    place: DeployPagePlace,
    people: PeopleRules,
  ): Promise<string | null> {
    if (by !== "on-call") return whyNot(asked, by, place, "sign this off");
    const users = (await whoIsOnCall(people, place.repository, onCall))?.people ?? [];
    const logins = users.flatMap(({ login }) => login ?? []);
    if (logins.length === 0) return "The policy lets whoever is on call sign this off, and nobody is";
    return whyNot(asked, { teams: [], users: logins }, place, "sign this off, who are on call");
  }

  /** What a newer push brought, for whoever signed off the page of an older one. */
  async function newerPush({ repository, target, sha }: DeployPagePlace): Promise<string> {
    const [old, newest] = await Promise.all([
      store.report(repository.id, target, sha),
      store.report(repository.id, target),
    ]);
    const parts = newest === null ? null : reportedParts(newest);
    if (newest === null || newest.head.sha === sha || parts === null || !old?.contentIds)
      return "This head is not what is deployed any more";
    const changed = whatChanged(old.contentIds, parts);
    return `There is a newer push, ${newest.head.sha.slice(0, 7)}: ${changed === "" ? "the same commits" : changed}`;
  }

  return {
    async give(place, { name, content, note }) {
      const { repository, target: targetName, sha, ref, person } = place;
      const target = await governedTarget(store, repository.id, targetName);
      if (target === null)
        return { kind: "refused", why: "No policy that is known says who may sign off here" };
      const why = await refusal(place, target, name);
      if (why !== null) return { kind: "refused", why };
      if (ref === null) return { kind: "stale", why: await newerPush(place) };
      const contentIds = (await store.report(repository.id, targetName, sha))?.contentIds ?? null;
      if (contentIds === null)
        return { kind: "stale", why: "What the deploy contains cannot be told at the moment" };
      if (contentDigest(contentIds) !== content)
        return { kind: "stale", why: "The deploy contains other commits than the page showed" };
      const at = clock.now().toISOString();
      const signOff = { name, by: person.login, personId: person.id, note, at, content, contentIds };
      const audit = auditEntryOf(place, "signed off", at, {
        "sign-off": name,
        reason: note === "" ? null : note,
      });
      await store.saveSignOff(repository.id, targetName, signOff, audit);
      await recheckTarget(parts, place);
      return { kind: "done" };
    },
    async withdraw(place, id) {
      const { repository, target: targetName, person } = place;
      const target = await governedTarget(store, repository.id, targetName);
      if (target === null)
        return { kind: "refused", why: "No policy that is known says who may sign off here" };
      const given = (await store.signOffs(repository.id, targetName)).find((one) => one.id === id);
      if (given === undefined) return { kind: "stale", why: "This sign-off was withdrawn already" };
      const why = await refusal(place, target, given.name);
      if (why !== null) return { kind: "refused", why };
      const at = clock.now().toISOString();
      const audit = auditEntryOf(place, "withdrew the sign-off", at, {
        "sign-off": given.name,
        "given by": given.by,
      });
      const done = await store.withdrawSignOff(repository.id, targetName, id, {
        by: person.login,
        at,
        audit,
      });
      if (!done) return { kind: "stale", why: "This sign-off was withdrawn already" };
      await recheckTarget(parts, place);
      return { kind: "done" };
    },
    async offered(place, signOffs) {
      const target = await governedTarget(store, place.repository.id, place.target);
      if (target === null) return new Set();
      const names = await Promise.all(
        target.rules.signOffs
          .filter(({ name }) => signOffs.some((one) => one.name === name))
          .map(async ({ name, by }) =>
            (await whyNotGive(lately, by, place, target.people)) === null ? [name] : [],
          ),
      );
      return new Set(names.flat());
    },
  };
}
