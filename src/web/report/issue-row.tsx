import type { FC } from "hono/jsx";
import type { ReportIssue } from "../../checker/report.js";
import { Icon } from "../parts/icon.js";
import { Text } from "../parts/text.js";
import { WebLink } from "../parts/web-link.js";
import { CommitLink } from "./commit-link.js";
import { visibleText } from "../text/visible-text.js";
import { Avatar } from "./people/avatar.js";
import type { PlacedIssue } from "./issue-order.js";
import type { ReportIndex } from "./report-index.js";

/** Commits that a row names; the rest are counted. */
const namedCommits = 3;

interface IssueRowProps extends PlacedIssue {
  /** The policy's fields, in the order of the columns. */
  readonly fields: readonly string[];
  readonly index: ReportIndex;
  /** Whether it says what it belongs to, where no group's title does. */
  readonly withParent: boolean;
}

/** One issue of the deploy. On narrow screens each cell names its column itself (`data-label`). */
export const IssueRow: FC<IssueRowProps> = ({ issue, nested, fields, index, withParent }) => (
  <tr class={nested ? "nested" : undefined}>
    <th scope="row">
      <IssueTitle
        issue={issue}
        nested={nested}
        failing={index.failingIssues.has(issue.key)}
        withParent={withParent}
      />
    </th>
    <td data-label="Type">
      <Text>{issue.type}</Text>
    </td>
    <td data-label="Status">
      {index.wrongStatuses.has(issue.key) ? (
        <span class="label label-failure">
          <Icon name="failure" /> <Text>{issue.status}</Text>
        </span>
      ) : (
        <span class="label">
          <Text>{issue.status}</Text>
        </span>
      )}
    </td>
    <td data-label="Assignee">
      {issue.assignee === null ? (
        <i class="muted">Nobody</i>
      ) : (
        <span class="who">
          <Avatar name={issue.assignee} /> <Text>{issue.assignee}</Text>
        </span>
      )}
    </td>
    {fields.map((field) => (
      <td data-label={visibleText(field)}>
        <FieldValue issue={issue} field={field} />
      </td>
    ))}
    <td data-label="Commits">
      <span class="shas">
        {issue.commits.slice(0, namedCommits).map((sha) => (
          <CommitLink sha={sha} url={index.commits.get(sha)?.url ?? null} />
        ))}
        {issue.commits.length > namedCommits && (
          <span class="muted">+{issue.commits.length - namedCommits}</span>
        )}
      </span>
    </td>
  </tr>
);

interface IssueTitleProps {
  readonly issue: ReportIssue;
  readonly nested: boolean;
  readonly failing: boolean;
  readonly withParent: boolean;
}

const IssueTitle: FC<IssueTitleProps> = ({ issue, nested, failing, withParent }) => (
  <>
    {failing && <Icon name="failure" />}
    {failing && <span class="for-readers">Failing: </span>}
    <WebLink class="key" href={issue.url}>
      <Text>{issue.key}</Text>
    </WebLink>{" "}
    <span class="title" dir="auto">
      <Text>{issue.summary}</Text>
    </span>
    {issue.movedTo !== null && (
      <span class="note">
        now <Text>{issue.movedTo}</Text>
      </span>
    )}
    {nested && issue.parent !== null && (
      <span class="for-readers">
        , sub-task of <Text>{issue.parent.key}</Text>
      </span>
    )}
    {!nested && withParent && issue.parent !== null && (
      <span class="note">
        {issue.subtask ? "sub-task of" : `in ${visibleText(issue.parent.type).toLowerCase()}`}{" "}
        <Text>{issue.parent.key}</Text> <Text>{issue.parent.summary}</Text>
      </span>
    )}
  </>
);

const FieldValue: FC<{ readonly issue: ReportIssue; readonly field: string }> = ({ issue, field }) => {
  const value = issue.fields[field];
  if (value !== null && value !== undefined) return <Text>{value}</Text>;
  return <i class="muted">{issue.fieldStates[field] === "absent" ? "Not on this issue" : "Empty"}</i>;
};
