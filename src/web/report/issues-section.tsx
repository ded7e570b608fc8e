import type { FC } from "hono/jsx";
import type { Report } from "../../checker/report.js";
import { PageLinks } from "../parts/page-links.js";
import { pageOf } from "../parts/page-of.js";
import { Text } from "../parts/text.js";
import { countOf } from "../text/count-of.js";
import { visibleText } from "../text/visible-text.js";
import { IssueRow } from "./issue-row.js";
import { orderIssues } from "./issue-order.js";
import type { ReportView } from "./report-view.js";

const issuesPerPage = 250;

/** Every issue of the deploy, with the fields that the policy looks at. */
export const IssuesSection: FC<{ readonly view: ReportView }> = ({ view }) => {
  const { report, index, query } = view;
  const page = pageOf(orderIssues(report.issues), issuesPerPage, query.get("issues"));
  const fields = [...new Set(report.issues.flatMap((issue) => Object.keys(issue.fields)))];
  return (
    <section id="issues" aria-labelledby="issues-title">
      <h2 id="issues-title">{page.total === 0 ? "Issues" : countOf(page.total, "issue")}</h2>
      {page.total === 0 && <NoIssues report={report} />}
      {page.total > 0 && (
        <div class="box scroll" role="region" aria-label="Table of issues" tabindex={0}>
          <table class="issues" aria-labelledby="issues-title">
            <thead>
              <tr>
                {["Issue", "Type", "Status", "Assignee"].map((column) => (
                  <th scope="col">{column}</th>
                ))}
                {fields.map((field) => (
                  <th scope="col">
                    <Text>{field}</Text>
                  </th>
                ))}
                <th scope="col">Commits</th>
              </tr>
            </thead>
            <tbody>
              {page.items.map(({ issue, nested }) => (
                <IssueRow issue={issue} nested={nested} fields={fields} index={index} />
              ))}
            </tbody>
          </table>
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
