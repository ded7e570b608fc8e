import type { Child, FC } from "hono/jsx";
import type { Finding } from "../../checker/report.js";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { Text } from "../parts/text.js";
import { messageParts } from "../text/message-parts.js";
import { shortSha } from "../text/short-ref.js";
import { visibleText } from "../text/visible-text.js";
import { webAddress } from "../text/web-address.js";
import type { ApprovalsView } from "./approvals-view.js";
import type { ReportIndex } from "./report-index.js";

interface FindingItemProps {
  readonly finding: Finding;
  readonly index: ReportIndex;
  readonly now: Date;
  /** Whether the remedy stands here, rather than once for the whole group. */
  readonly withRemedy: boolean;
  readonly approvals: ApprovalsView | null;
  /** Where it is put right from here; null where it is not. */
  readonly fixHref: string | null;
}

/** One thing that is wrong: on what, what, how to put it right, where; and who accepted it, if anybody did. */
export const FindingItem: FC<FindingItemProps> = ({
  finding,
  index,
  now,
  withRemedy,
  approvals,
  fixHref,
}) => (
  <li class="finding">
    <div class="finding-words">
      <p class="message" dir="auto">
        {visibleText(finding.message)}
      </p>
      <SubjectWords finding={finding} index={index} />
      {withRemedy && <Remedy>{visibleText(finding.remedy)}</Remedy>}
      {finding.approval !== null && <ApprovalWords approval={finding.approval} now={now} />}
    </div>
    <div class="finding-actions">
      {approvals?.mayApprove === true && finding.approval === null && <ApproveChoice finding={finding} />}
      {approvals?.mayWithdraw === true && finding.approval !== null && (
        <Withdraw finding={finding} action={`${approvals.href}/withdraw`} />
      )}
      {fixHref !== null && (
        <a class="button" href={fixHref}>
          Put it right<span class="for-readers">: {visibleText(finding.message)}</span>
        </a>
      )}
      <FindingLink finding={finding} index={index} />
    </div>
  </li>
);

/** What to do about a finding. */
export const Remedy: FC<{ readonly children: Child }> = ({ children }) => (
  <p class="remedy">
    <b>To put it right:</b> <bdi>{children}</bdi>
  </p>
);

const SubjectWords: FC<{ readonly finding: Finding; readonly index: ReportIndex }> = ({ finding, index }) => {
  const { type, id } = finding.subject;
  if (type === "issue") {
    const summary = index.issues.get(id)?.summary ?? "";
    return summary === "" || finding.message.includes(summary) ? null : (
      <p class="muted" dir="auto">
        {visibleText(summary)}
      </p>
    );
  }
  const subject = type === "commit" ? messageParts(index.commits.get(id)?.message ?? "").subject : "";
  return subject === "" || finding.message.includes(subject.slice(0, 20)) ? null : (
    <p class="muted" dir="auto">
      {visibleText(`${shortSha(id)} ${subject}`)}
    </p>
  );
};

const ApprovalWords: FC<{ readonly approval: NonNullable<Finding["approval"]>; readonly now: Date }> = ({
  approval,
  now,
}) => (
  <p class="approval">
    <Icon name="approved" />{" "}
    <span>
      Approved by <Text>{approval.by}</Text> <Instant at={approval.at} now={now} />
      {approval.until !== null && (
        <>
          , until <Instant at={approval.until} now={now} exact />
        </>
      )}
      : <Text>{approval.reason}</Text>
    </span>
  </p>
);

/** Marks the finding for the form at the end of the findings. */
const ApproveChoice: FC<{ readonly finding: Finding }> = ({ finding }) => (
  <label class="button">
    <input type="checkbox" name="finding" value={finding.id} form="approve" /> Approve
    <span class="for-readers">: {visibleText(finding.message)}</span>
  </label>
);

const Withdraw: FC<{ readonly finding: Finding; readonly action: string }> = ({ finding, action }) => (
  <form method="post" action={action}>
    <input type="hidden" name="finding" value={finding.id} />
    <button class="button" type="submit">
      Withdraw<span class="for-readers"> the approval: {visibleText(finding.message)}</span>
    </button>
  </form>
);

const FindingLink: FC<{ readonly finding: Finding; readonly index: ReportIndex }> = ({ finding, index }) => {
  const address = webAddress(finding.url);
  if (address === null) return null;
  const { type, id } = finding.subject;
  const isIssue = type === "issue" && isIssuePage(address, id, index);
  const about = { issue: id, commit: shortSha(id), migration: id, deploy: "this deploy" }[type];
  return (
    <a class="button" href={address}>
      <Icon name="link" /> {isIssue ? "Open in Jira" : `Open on ${siteName(address)}`}
      <span class="for-readers">: {visibleText(about)}</span>
    </a>
  );
};

/** Also of an issue that is not in the deploy: every Jira shows an issue at /browse/<key>. */
function isIssuePage(address: string, key: string, { issues }: ReportIndex): boolean {
  return (
    address === webAddress(issues.get(key)?.url ?? null) ||
    new URL(address).pathname.endsWith(`/browse/${key}`)
  );
}

function siteName(address: string): string {
  const { host } = new URL(address);
  return host === "github.com" ? "GitHub" : host;
}
