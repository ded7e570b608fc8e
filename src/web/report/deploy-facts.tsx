import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { Text } from "../parts/text.js";
import { WebLink } from "../parts/web-link.js";
import { countOf } from "../text/count-of.js";
import { duration } from "../text/duration.js";
import { shortRef, shortSha } from "../text/short-ref.js";
import { CommitLink } from "./commit-link.js";
import type { ReportView } from "./report-view.js";

/** Authors that are named; the rest are counted. */
const namedPeople = 10;

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
}

/** Whose work it is, and what the report rests on. */
export const ReportFacts: FC<ReportFactsProps> = ({ view, jsonHref }) => {
  const { policy } = view.report;
  return (
    <aside class="facts facts-more" aria-labelledby="facts-more-title">
      <h2 id="facts-more-title">More</h2>
      <dl>
        <People view={view} />
        <dt>Policy</dt>
        <dd>
          <Text>{shortRef(policy.ref)}</Text>{" "}
          {policy.sha !== null && (
            <span class="sha">
              <Text>{shortSha(policy.sha)}</Text>
            </span>
          )}
        </dd>
        <dt>For programs</dt>
        <dd>
          <a href={jsonHref}>Report as JSON</a>
        </dd>
      </dl>
    </aside>
  );
};

const People: FC<{ readonly view: ReportView }> = ({ view }) => {
  const authors = Map.groupBy(view.report.commits, ({ author }) => author.email.toLowerCase());
  const people = [...authors.values()].toSorted((a, b) => b.length - a.length);
  if (people.length === 0) return null;
  return (
    <>
      <dt>{countOf(people.length, "author")}</dt>
      <dd>
        <ul class="people">
          {people.slice(0, namedPeople).map((commits) => (
            <li>
              <Icon name="person" /> <Text>{commits[0]?.author.name ?? ""}</Text>{" "}
              <span class="muted">{countOf(commits.length, "commit")}</span>
            </li>
          ))}
          {people.length > namedPeople && <li class="muted">and {people.length - namedPeople} more</li>}
        </ul>
      </dd>
    </>
  );
};
