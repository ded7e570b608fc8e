import type { Finding, Report } from "../../checker/report.js";
import type { ApprovalsView } from "./approvals-view.js";
import type { ContentsWish } from "./issues/contents-wish.js";
import type { ReportIndex } from "./report-index.js";

/** A report with what is needed to show what it contains: the same for all its readers. */
export interface ContentsView {
  readonly report: Report;
  readonly index: ReportIndex;
  readonly now: Date;
  /** Which page of which list the reader is on, and how they want to see the issues. */
  readonly query: URLSearchParams;
  /** What the query says of the issues. */
  readonly contents: ContentsWish;
}

/** A report with what its page needs to show it to one reader. */
export interface ReportView extends ContentsView {
  readonly approvals: ApprovalsView | null;
  /** Where the reader can put a finding right; null: nowhere. */
  fixHref(finding: Finding): string | null;
}
