import type { FC } from "hono/jsx";
import type { Report } from "../../checker/report.js";
import { Icon } from "../parts/icon.js";
import { PageLinks } from "../parts/page-links.js";
import { pageOf } from "../parts/page-of.js";
import { countOf } from "../text/count-of.js";
import { visibleText } from "../text/visible-text.js";
import { chooseIssues, fieldsOf } from "./issues/choose-issues.js";
import { groupsOnPage } from "./issues/groups-on-page.js";
import { IssueControls } from "./issues/issue-controls.js";
import { IssueTable } from "./issues/issue-table.js";
import type { ContentsView } from "./report-view.js";

const issuesPerPage = 100;

/** Every issue of the deploy, with the fields that the policy looks at, as the reader wants to see them. */
export const IssuesSection: FC<{ readonly view: ContentsView; readonly announceHref: string }> = ({
  view,
  announceHref,
}) => {
  const { report, index, query, contents } = view;
  const total = report.issues.length;
  const { groups, count } = chooseIssues(report, index, contents);
  const page = pageOf(
    groups.flatMap(({ issues }) => issues),
    issuesPerPage,
    query.get("issues"),
  );
  const fields = fieldsOf(report);
  return (
    <section id="issues" aria-labelledby="issues-title">
      <div class="section-head">
        <h2 id="issues-title">{total === 0 ? "Issues" : countOf(total, "issue")}</h2>
        <a class="button" href={announceHref}>
          <Icon name="announce" /> Copy for announcement
        </a>
      </div>
      {total === 0 && <NoIssues report={report} />}
      {total > 1 && <IssueControls view={view} fields={fields} />}
      {count < total && (
        <p role="status">
          {count === 0 ? "None" : countOf(count, "issue")} of {total} {count === 1 ? "is" : "are"} shown.
        </p>
      )}
      {count > 0 && (
        <div
          class={page.items.length === issuesPerPage ? "box scroll box-full" : "box scroll"}
          role="region"
          aria-label="Table of issues"
          tabindex={0}
        >
          <IssueTable view={view} groups={groupsOnPage(groups, page)} fields={fields} />
          <PageLinks page={page} list="issues" label="Issues" query={query} />
        </div>
      )}
      <OtherIssues words="All their commits cancel out, so they do not ship:" keys={report.revertedIssues} />
      <OtherIssues words="In production already:" keys={report.alreadyShippedIssues} />
    </section>
  );
};

/** No issue, or none that could be looked up: the commits' own words are all there is then. */
const NoIssues: FC<{ readonly report: Report }> = ({ report }) => {
  const shipping = report.commits.filter(({ disposition }) => disposition === "shipping");
  const keys = [...new Set(shipping.flatMap(({ issueKeys }) => issueKeys))];
  return (
    <p class="muted">
      {keys.length === 0
        ? "No commit that ships names an issue."
        : `The commits name ${visibleText(keys.join(", "))}, but nothing is known of these issues.`}
    </p>
  );
};

const OtherIssues: FC<{ readonly words: string; readonly keys: readonly string[] }> = ({ words, keys }) =>
  keys.length === 0 ? null : (
    <p class="muted">
      {words} {visibleText(keys.join(", "))}
    </p>
  );
