import type { FC } from "hono/jsx";
import { Instant } from "../parts/instant.js";
import { Text } from "../parts/text.js";
import { WebLink } from "../parts/web-link.js";
import { auditHref, historyHref } from "../paths.js";
import { duration } from "../text/duration.js";
import { shortRef, shortSha } from "../text/short-ref.js";
import { CommitLink } from "./commit-link.js";
import { PeopleList } from "./people/people-list.js";
import type { ReportView } from "./report-view.js";

/** What is compared with what, and since when it is known. */
export const DeployFacts: FC<{ readonly view: ReportView }> = ({ view }) => {
  const { report, index, now } = view;
  const { head, production } = report;
  return (
    <aside class="facts" aria-labelledby="facts-title">
      <h2 id="facts-title">This deploy</h2>
      <dl>
        <dt>Head</dt>
        <dd>
          <Text>{shortRef(head.ref)}</Text>{" "}
          <CommitLink sha={head.sha} url={index.commits.get(head.sha)?.url ?? null} />
        </dd>
        <dt>Production</dt>
        <dd>
          <Text>{shortRef(production.ref)}</Text>{" "}
          {production.sha === null ? (
            <i class="muted">not known</i>
          ) : (
            <CommitLink sha={production.sha} url={null} />
          )}
        </dd>
        {report.compareUrl !== null && (
          <>
            <dt>Changes</dt>
            <dd>
              <WebLink href={report.compareUrl}>Compare with production</WebLink>
            </dd>
          </>
        )}
        <dt>Gathered</dt>
        <dd>
          <Instant at={report.gatheredAt} now={now} exact /> in {duration(report.durationMs)}
        </dd>
      </dl>
    </aside>
  );
};

interface ReportFactsProps {
  readonly view: ReportView;
  /** The address of the report for programs. */
  readonly jsonHref: string;
  /** The address of the target's wall screen. */
  readonly wallHref: string;
}

/** Whose work it is, what the report rests on, and its other forms. */
export const ReportFacts: FC<ReportFactsProps> = ({ view, jsonHref, wallHref }) => {
  const { policy } = view.report;
  return (
    <aside class="facts facts-more" aria-labelledby="facts-more-title">
      <PeopleList report={view.report} />
      <h2 id="facts-more-title">More</h2>
      <dl>
        <dt>Policy</dt>
        <dd>
          <Text>{shortRef(policy.ref)}</Text>{" "}
          {policy.sha !== null && (
            <span class="sha">
              <Text>{shortSha(policy.sha)}</Text>
            </span>
          )}
        </dd>
        <dt>For a screen on the wall</dt>
        <dd>
          <a href={wallHref}>Large type, no controls</a>
        </dd>
        <dt>What became of it</dt>
        <dd>
          <a href={historyHref(view.report.repository, view.report.target)}>History</a>,{" "}
          <a href={auditHref(view.report.repository, { target: view.report.target })}>audit log</a>
        </dd>
        <dt>For programs</dt>
        <dd>
          <a href={jsonHref}>Report as JSON</a>
        </dd>
      </dl>
    </aside>
  );
};
