import type { RequestedAlgorithm, RequestedLock } from "../statement/alter-clause.js";
import { joinInPlace } from "./plan-change-column.js";
import { type InPlace, metadataOnly, type Plan, type PlanContext } from "./plan.js";

/** How the server carries out a whole ALTER TABLE. */
export type Decision =
  | { readonly how: "refused"; readonly reason: string }
  | { readonly how: "unknown" }
  | { readonly how: "instant"; readonly lock: RequestedLock }
  | {
      readonly how: "inplace";
      readonly lock: RequestedLock;
      readonly inplace: InPlace;
      readonly scans: boolean;
    }
  | { readonly how: "copy"; readonly lock: RequestedLock };

interface Request {
  readonly algorithm: RequestedAlgorithm;
  readonly lock: RequestedLock;
}

const strength: Readonly<Record<RequestedLock, number>> = { default: 0, none: 0, shared: 1, exclusive: 2 };

/** What ALGORITHM=INPLACE does for all clauses together; null where one of them can only be copied. */
function together(plans: readonly Plan[], { can }: PlanContext): InPlace | null {
  const joined = plans.map(({ inplace }) => inplace).reduce<InPlace | null>(joinInPlace, metadataOnly);
  if (joined === null) return null;
  const besides = plans.some(({ rebuildsBeside }) => rebuildsBeside === true);
  const works = plans.some((plan) => plan.rebuildsBeside !== true && (plan.inplace?.builds.length ?? 0) > 0);
  // MariaDB drops an instant column's index by NOCOPY: only building one makes it rebuild.
  const onlyInstantAndSmall =
    can.mariadb &&
    joined.builds.length === 0 &&
    plans.every((plan) => plan.instant || plan.inplace?.rebuild === false);
  if (onlyInstantAndSmall) return { ...joined, rebuild: false };
  return { ...joined, rebuild: joined.rebuild || (besides && works) };
}

function lockOf(needed: "none" | "shared", asked: RequestedLock): RequestedLock | null {
  if (asked === "none" && needed === "shared") return null;
  return strength[asked] > strength[needed] ? asked : needed;
}

function withLock(
  needed: "none" | "shared",
  asked: RequestedLock,
  algorithm: string,
  decide: (lock: RequestedLock) => Decision,
): Decision {
  const lock = lockOf(needed, asked);
  if (lock === null)
    return { how: "refused", reason: `LOCK=NONE is not possible: ${algorithm} stops writes here` };
  return decide(lock);
}

/**
 * Chooses as the server does: the cheapest algorithm that all clauses allow, or the one that is asked for.
 * MySQL does exactly what ALGORITHM names; MariaDB takes it for the dearest that is wanted.
 */
export function decide(plans: readonly Plan[], { algorithm, lock }: Request, context: PlanContext): Decision {
  const { can } = context;
  if (plans.some(({ unknown }) => unknown === true)) return { how: "unknown" };
  const instant = plans.every((plan) => plan.instant);
  const inplace = together(plans, context);
  const scans = plans.some((plan) => plan.scans === true);
  const copy = (): Decision => {
    const open = can.onlineCopy && plans.every(({ closedCopy }) => closedCopy !== true);
    return withLock(open ? "none" : "shared", lock, "copying", (taken) => ({ how: "copy", lock: taken }));
  };
  const inPlace = (whole: InPlace): Decision =>
    withLock(whole.lock === "SHARED" ? "shared" : "none", lock, "working in place", (taken) => ({
      how: "inplace",
      lock: taken,
      inplace: whole,
      scans,
    }));
  const instantly: Decision = { how: "instant", lock: lock === "default" ? "none" : lock };
  const refused = (what: string): Decision => ({
    how: "refused",
    reason: `ALGORITHM=${what} is not possible here`,
  });
  switch (algorithm) {
    case "copy":
      return copy();
    case "instant":
      if (!instant || (!can.mariadb && !can.instantMetadata)) return refused("INSTANT");
      if (!can.mariadb && lock !== "default") {
        return { how: "refused", reason: "MySQL takes no LOCK clause beside ALGORITHM=INSTANT" };
      }
      return instantly;
    case "nocopy":
      if (!can.mariadb) return refused("NOCOPY");
      if (instant) return instantly;
      return inplace === null || inplace.rebuild ? refused("NOCOPY") : inPlace(inplace);
    case "inplace":
      if (can.mariadb && instant) return instantly;
      return inplace === null ? refused("INPLACE") : inPlace(inplace);
    case "default":
      if (instant) return instantly;
      return inplace === null ? copy() : inPlace(inplace);
  }
}
