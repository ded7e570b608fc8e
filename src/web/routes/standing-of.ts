import type { Report } from "../../checker/report.js";
import type { Deploy, PostedStatus } from "../../deploys/ports/store.js";
import type { Standing } from "../report/standing.js";
import { shortRef } from "../text/short-ref.js";

interface Surroundings {
  readonly sha: string;
  readonly report: Report | null;
  readonly status: PostedStatus | null;
  /** The target's open deploys. */
  readonly deploys: readonly Deploy[];
  /** The target's commit statuses that are pending. */
  readonly underWay: readonly PostedStatus[];
  /** The head of the target's newest report. */
  readonly newestSha: string | null;
}

/** How a head stands among the heads of its branch: a newer one counts from the moment its check begins. */
export function standingOf({ sha, report, status, deploys, underWay, newestSha }: Surroundings): Standing {
  const branch = shortRef(report?.head.ref ?? status?.ref ?? "");
  const overtaking = underWay.find(
    (other) => other.sha !== sha && shortRef(other.ref) === branch && isNewer(other, { report, status }),
  );
  if (overtaking !== undefined) return { kind: "superseded", by: overtaking.sha };
  const isNewest = sha === newestSha;
  const hasNothingToShip = isNewest && report?.commits.length === 0;
  if (hasNothingToShip || deploys.some((deploy) => deploy.headSha === sha)) return { kind: "open" };
  const next = deploys.find((deploy) => shortRef(deploy.ref) === branch);
  return next === undefined ? { kind: "closed", isNewest } : { kind: "superseded", by: next.headSha };
}

/** What an older head left pending ends a moment after the newer one got its result. */
function isNewer(other: PostedStatus, { report, status }: Pick<Surroundings, "report" | "status">): boolean {
  if (report === null) return true;
  const judgedAt = Date.parse(report.gatheredAt) + report.durationMs;
  const toldAt = status === null || status.state === "pending" ? judgedAt : Date.parse(status.postedAt);
  return Date.parse(other.postedAt) > Math.max(judgedAt, toldAt);
}
