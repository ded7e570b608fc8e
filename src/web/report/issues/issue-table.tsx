import type { FC } from "hono/jsx";
import { Text } from "../../parts/text.js";
import { IssueRow } from "../issue-row.js";
import type { ContentsView } from "../report-view.js";
import { wishHref } from "./contents-wish.js";
import type { IssueGroup } from "./group-issues.js";
import { fieldId, sortableColumns } from "./issue-sorting.js";

/** Up to so many rows the browser lays out at once. */
const shortTable = 50;

interface IssueTableProps {
  readonly view: ContentsView;
  readonly groups: readonly IssueGroup[];
  /** The policy's fields, in the order of the columns. */
  readonly fields: readonly string[];
}

/** The issues in groups; the heads of the columns sort. */
export const IssueTable: FC<IssueTableProps> = ({ view, groups, fields }) => {
  const sortable = sortableColumns(fields);
  const columns = [
    { id: "key", words: "Issue" },
    { id: "type", words: "Type" },
    { id: "status", words: "Status" },
    { id: "assignee", words: "Assignee" },
    ...fields.map((name) => ({ id: fieldId(name), words: name })),
    { id: "commits", words: "Commits" },
  ];
  const count = groups.reduce((sum, { issues }) => sum + issues.length, 0);
  return (
    <table class={count > shortTable ? "issues table-long" : "issues"} aria-labelledby="issues-title">
      <thead>
        <tr>
          {columns.map(({ id, words }, at) => (
            // Of two fields with one name in addresses the first one has it.
            <ColumnHead
              view={view}
              words={words}
              id={sortable.has(id) && columns.findIndex((column) => column.id === id) === at ? id : null}
            />
          ))}
        </tr>
      </thead>
      {groups.map(({ title, about, issues }) => (
        <tbody>
          {title !== null && (
            <tr class="group">
              <th scope="rowgroup" colspan={columns.length}>
                <Text>{title}</Text>
                {about !== "" && (
                  <span class="about">
                    <Text>{about}</Text>
                  </span>
                )}{" "}
                <span class="counter">{issues.length}</span>
              </th>
            </tr>
          )}
          {issues.map(({ issue, nested }) => (
            <IssueRow
              issue={issue}
              nested={nested}
              fields={fields}
              index={view.index}
              withParent={view.contents.group !== "epic"}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
};

interface ColumnHeadProps {
  readonly view: ContentsView;
  readonly words: string;
  /** What it sorts by; null where it does not. */
  readonly id: string | null;
}

const ColumnHead: FC<ColumnHeadProps> = ({ view: { query, contents }, words, id }) => {
  if (id === null)
    return (
      <th scope="col">
        <Text>{words}</Text>
      </th>
    );
  const isUp = contents.sort === id;
  const isDown = contents.sort === `-${id}`;
  return (
    <th scope="col" aria-sort={isUp ? "ascending" : isDown ? "descending" : undefined}>
      <a href={wishHref(query, { sort: isUp ? `-${id}` : id })}>
        <Text>{words}</Text>
        {(isUp || isDown) && <span aria-hidden="true">{isUp ? " ↑" : " ↓"}</span>}
      </a>
    </th>
  );
};
