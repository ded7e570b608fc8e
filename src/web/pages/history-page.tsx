import type { FC } from "hono/jsx";
import type { HistoryPoint } from "../../deploys/ports/history.js";
import type { HistoryPageContents } from "../history/fold-entries.js";
import { HistoryItem } from "../history/history-item.js";
import { Plots } from "../history/plots.js";
import { Icon } from "../parts/icon.js";
import { Layout } from "../parts/layout.js";
import { auditHref, historyHref, targetCrumbs } from "../paths.js";
import type { Site } from "../site.js";

interface HistoryPageProps {
  readonly site: Site;
  /** "owner/name" */
  readonly repository: string;
  readonly target: string;
  readonly contents: HistoryPageContents;
  /** Whether this is the first page, which has the plots. */
  readonly isNewest: boolean;
  /** Of the last months, oldest first. */
  readonly points: readonly HistoryPoint[];
  readonly from: Date;
  readonly now: Date;
}

/** What became of a target's deploys, newest first. */
export const HistoryPage: FC<HistoryPageProps> = (props) => {
  const { site, repository, target, contents, isNewest, points, from, now } = props;
  const { heads, before } = contents;
  const href = historyHref(repository, target);
  return (
    <Layout
      site={site}
      title={`History of ${target} · ${repository}`}
      crumbs={targetCrumbs(repository, target, "History")}
    >
      <h1>
        History of <bdi>{target}</bdi>
      </h1>
      {isNewest && <Plots repository={repository} target={target} points={points} from={from} now={now} />}
      <section aria-labelledby="evaluations-title">
        <h2 id="evaluations-title">{isNewest ? "Evaluations" : "Earlier evaluations"}</h2>
        {heads.length === 0 ? (
          <div class="box blank">
            <Icon name="pending" />
            <h3>Nothing older</h3>
            <p class="muted">What became of deploys is kept for a year.</p>
          </div>
        ) : (
          <ul class="box rows">
            {heads.map((head) => (
              <HistoryItem repository={repository} target={target} head={head} now={now} />
            ))}
          </ul>
        )}
        <nav class="turn-pages" aria-label="Pages of the history">
          {!isNewest && <a href={href}>Newest</a>}
          {before !== null && <a href={`${href}?before=${before}`}>Older</a>}
          <a href={auditHref(repository, { target })}>Audit log</a>
        </nav>
      </section>
    </Layout>
  );
};
