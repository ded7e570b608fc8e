import { SourceUnavailable } from "../../deploys/ports/unavailable.js";
import type { ApprovalDesk, ApprovalPlace } from "../../access/approve-findings.js";
import type { Report } from "../../checker/report.js";
import { fullName } from "../../deploys/ports/repository.js";
import { targetHref } from "../paths.js";

/** What a reader may do about findings. Nothing in it names them: it is part of what several readers share. */
export interface ApprovalsView {
  /** Where approvals are posted, "/r/…/<sha>". */
  readonly href: string;
  readonly mayApprove: boolean;
  readonly mayWithdraw: boolean;
  /** Who may, where the reader may not, or that it is not known whether they may; "": there is nothing to say. */
  readonly words: string;
}

/** A page does not wait longer for what is asked again anyway; the next one has the answer. */
const patienceMs = 2_000;

/** Null where the report has nothing to approve. What cannot be told is offered: acting asks GitHub anyway. */
export async function readApprovals(
  desk: Pick<ApprovalDesk, "offered">,
  place: Omit<ApprovalPlace, "ref">,
  report: Report,
): Promise<ApprovalsView | null> {
  if (report.findings.length === 0) return null;
  const href = `${targetHref(fullName(place.repository), place.target)}/${place.sha}`;
  const silent = { href, mayApprove: true, mayWithdraw: true, words: notKnown("GitHub gives no answer") };
  const slow = Promise.withResolvers<{ readonly kind: "slow" }>();
  const timer = setTimeout(() => slow.resolve({ kind: "slow" }), patienceMs);
  try {
    const offer = await Promise.race([desk.offered(place, report), slow.promise]);
    switch (offer.kind) {
      case "slow":
        return silent;
      case "open":
        return { href, mayApprove: true, mayWithdraw: true, words: "" };
      case "author":
        return { href, mayApprove: false, mayWithdraw: true, words: `${offer.why}: somebody else has to.` };
      case "closed":
        return { href, mayApprove: false, mayWithdraw: false, words: `${offer.why}.` };
      case "unknown":
        return {
          href,
          mayApprove: true,
          mayWithdraw: true,
          words: notKnown("no policy that says so is known yet"),
        };
    }
  } catch (error) {
    if (!(error instanceof SourceUnavailable)) throw error;
    return silent;
  } finally {
    clearTimeout(timer);
  }
}

function notKnown(why: string): string {
  return `Whether you may approve cannot be told at the moment: ${why}. It is looked at again when you do.`;
}
