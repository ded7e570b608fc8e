import type { FC } from "hono/jsx";
import { PageLinks } from "../parts/page-links.js";
import { pageOf } from "../parts/page-of.js";
import { countOf } from "../text/count-of.js";
import { CommitItem } from "./commit-item.js";
import { groupCommits, type CommitGroup } from "./commit-groups.js";
import type { ContentsView } from "./report-view.js";

const commitsPerPage = 100;
/** Up to so many the browser lays out at once. */
const shortList = 50;

/** Every commit of the deploy, by what becomes of it. */
export const CommitsSection: FC<{ readonly view: ContentsView }> = ({ view }) => (
  <section id="commits" aria-labelledby="commits-title">
    <h2 id="commits-title">{countOf(view.report.commits.length, "commit")}</h2>
    {groupCommits(view.report).map((group) => (
      <CommitGroupBox group={group} view={view} />
    ))}
  </section>
);

const CommitGroupBox: FC<{ readonly group: CommitGroup; readonly view: ContentsView }> = ({
  group,
  view,
}) => {
  const page = pageOf(group.commits, commitsPerPage, view.query.get(group.list));
  return (
    <div class={page.items.length === commitsPerPage ? "box box-full" : "box"} id={group.list}>
      <div class="box-header">
        <h3>
          {group.title} <span class="counter">{group.commits.length}</span>
        </h3>
        {group.meaning !== "" && <p class="muted">{group.meaning}</p>}
      </div>
      <ol class={page.items.length > shortList ? "rows rows-long" : "rows"} start={page.from}>
        {page.items.map((commit) => (
          <CommitItem commit={commit} index={view.index} now={view.now} />
        ))}
      </ol>
      <PageLinks page={page} list={group.list} label={group.title} query={view.query} />
    </div>
  );
};
