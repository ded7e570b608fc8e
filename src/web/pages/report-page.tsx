import type { FC } from "hono/jsx";
import type { Finding, Report } from "../../checker/report.js";
import { policyPath, type FixRules } from "../../policy/policy.js";
import { fixHrefOf } from "../fixes/fix-href.js";
import type { LiveView } from "../live/live-view.js";
import { Kept } from "../parts/kept.js";
import { Layout } from "../parts/layout.js";
import { PolicyMistakes } from "../parts/policy-mistakes.js";
import { verdicts } from "../parts/state-words.js";
import { targetCrumbs, targetHref } from "../paths.js";
import type { ApprovalsView } from "../report/approvals-view.js";
import { ContentsSections } from "../report/contents-sections.js";
import { ChecksSection } from "../report/checks-section.js";
import { DeployFacts, ReportFacts } from "../report/deploy-facts.js";
import { FindingsSections } from "../report/findings-section.js";
import { Headline } from "../report/headline.js";
import { Notices } from "../report/notices.js";
import { ProblemsSection } from "../report/problems-section.js";
import { readContentsWish } from "../report/issues/contents-wish.js";
import { ReportOverview } from "../report/overview/report-overview.js";
import { indexReport } from "../report/report-index.js";
import type { Recheck, Standing } from "../report/standing.js";
import type { CareView } from "../sign-offs/care-view.js";
import { PeopleBar } from "../sign-offs/people-bar.js";
import { SignOffsSection } from "../sign-offs/sign-offs-section.js";
import type { Site } from "../site.js";
import { shortSha } from "../text/short-ref.js";

interface ReportPageProps {
  readonly site: Site;
  /** "owner/name", as the repository is called now. */
  readonly repository: string;
  readonly report: Report;
  readonly now: Date;
  readonly query: URLSearchParams;
  readonly standing: Standing;
  readonly recheck: Recheck;
  readonly canRecheck: boolean;
  /** What the reader may do about findings; null: nothing. */
  readonly approvals: ApprovalsView | null;
  /** What the reader may put right in Jira; null: nothing. */
  readonly fixes: FixRules | null;
  readonly care: CareView | null;
  readonly live: LiveView | null;
  /** Where the page loads itself again; null where it does not. */
  readonly refreshHref: string | null;
  readonly stillHref: string | null;
}

const refreshSeconds = 3;

/** The summary page: may this deploy ship, why not, how to put it right, and everything it contains. */
export const ReportPage: FC<ReportPageProps> = ({
  site,
  repository,
  report,
  now,
  query,
  refreshHref,
  ...props
}) => {
  const { target, head, state } = report;
  const parent = targetHref(repository, target);
  const href = `${parent}/${head.sha}`;
  const contents = readContentsWish(query);
  const { approvals, fixes } = props;
  const index = indexReport(report);
  const fixHref = (finding: Finding): string | null =>
    fixes === null ? null : fixHrefOf(finding, index.issues, fixes, href);
  const view = { report, index, now, query, contents, approvals, fixHref };
  const announceHref = `?${new URLSearchParams([...query, ["as", "html"]]).toString()}`;
  return (
    <Layout
      site={site}
      state={state}
      title={`${verdicts[state].word}: ${repository} ${target} ${shortSha(head.sha)}`}
      crumbs={targetCrumbs(repository, target, shortSha(head.sha))}
      live={props.live}
      refresh={refreshHref === null ? null : { seconds: refreshSeconds, href: refreshHref }}
    >
      <Notices
        recheck={props.recheck}
        standing={props.standing}
        targetHref={parent}
        stillHref={props.stillHref}
      />
      <Headline
        state={state}
        summary={report.summary}
        recheckAction={props.canRecheck ? `${href}/recheck` : null}
      />
      <PeopleBar care={props.care} now={now} />
      <Kept of={report} as={["overview"]} now={now}>
        <ReportOverview report={report} />
      </Kept>
      <div class="columns">
        <Kept of={report} as={["deploy"]} now={now}>
          <DeployFacts view={view} />
        </Kept>
        <div class="column-main">
          <Kept of={report} as={["findings", href, query.toString(), approvals, fixes]} now={now}>
            <ProblemsSection problems={report.problems} now={now} />
            <PolicyMistakes mistakes={report.policyMistakes} path={policyPath} />
            <FindingsSections view={view} />
          </Kept>
          <SignOffsSection care={props.care} now={now} />
          <Kept of={report} as={["checks"]} now={now}>
            <ChecksSection checks={report.checks} />
          </Kept>
        </div>
        <Kept of={report} as={["facts", href, query.toString()]} now={now}>
          <ReportFacts view={view} jsonHref={`${href}.json`} wallHref={`${parent}?display=wall`} />
        </Kept>
      </div>
      <Kept of={report} as={["contents", query.toString()]} now={now}>
        <ContentsSections view={view} announceHref={announceHref} />
      </Kept>
    </Layout>
  );
};
