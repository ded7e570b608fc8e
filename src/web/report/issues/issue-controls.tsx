import type { FC } from "hono/jsx";
import { visibleText } from "../../text/visible-text.js";
import type { ContentsView } from "../report-view.js";
import { longestFilter, noWish, wishHref, type ContentsWish } from "./contents-wish.js";
import { fieldId, sortableColumns } from "./issue-sorting.js";

const groupWords: readonly (readonly [ContentsWish["group"], string])[] = [
  ["none", "Not at all"],
  ["epic", "By epic"],
  ["type", "By type"],
];
const columnWords: readonly (readonly [string, string])[] = [
  ["", "As the commits name them"],
  ["key", "Key"],
  ["summary", "Summary"],
  ["type", "Type"],
  ["status", "Status"],
  ["assignee", "Assignee"],
  ["commits", "Most commits"],
];

/** What of the issues is shown, and how: a plain form that leads to an address with the same wish. */
export const IssueControls: FC<{ readonly view: ContentsView; readonly fields: readonly string[] }> = ({
  view: { query, contents },
  fields,
}) => {
  const columns = sortableColumns(fields);
  const sorts = new Map<string, string>(columnWords);
  for (const name of fields) {
    const id = fieldId(name);
    if (columns.has(id) && !sorts.has(id)) sorts.set(id, visibleText(name));
  }
  // The other way round is asked for by a column's head; the form must not lose it.
  const back = contents.sort.startsWith("-") ? sorts.get(contents.sort.slice(1)) : undefined;
  if (back !== undefined) sorts.set(contents.sort, `${back}, the other way round`);
  const others = [...query].filter(([name]) => name !== "issues" && !(name in noWish));
  const isChanged = Object.entries(noWish).some(
    ([name, value]) => query.has(name) && query.get(name) !== value,
  );
  return (
    <form class="issue-controls" method="get" action="#issues" role="search" aria-label="Issues shown">
      {others.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <label>
        Find
        <input
          type="search"
          name="filter"
          value={contents.filter}
          maxlength={longestFilter}
          placeholder="Key, summary, assignee, status"
          dir="auto"
        />
      </label>
      <Choice label="Group" name="group" options={groupWords} chosen={contents.group} />
      <Choice label="Sort" name="sort" options={[...sorts]} chosen={contents.sort} />
      <Choice
        label="Show"
        name="show"
        options={[
          ["all", "All issues"],
          ["problems", "With problems"],
        ]}
        chosen={contents.show}
      />
      <span class="issue-buttons">
        <button class="button" type="submit">
          Show
        </button>
        {isChanged && <a href={wishHref(query, noWish)}>Show all again</a>}
      </span>
    </form>
  );
};

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly options: readonly (readonly [string, string])[];
  readonly chosen: string;
}

const Choice: FC<ChoiceProps> = ({ label, name, options, chosen }) => (
  <label>
    {label}
    <select name={name}>
      {options.map(([value, words]) => (
        <option value={value} selected={value === chosen}>
          {words}
        </option>
      ))}
    </select>
  </label>
);
