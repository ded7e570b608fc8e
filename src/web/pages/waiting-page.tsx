import type { FC } from "hono/jsx";
import type { PostedStatus } from "../../deploys/ports/store.js";
import type { LiveView } from "../live/live-view.js";
import { Instant } from "../parts/instant.js";
import { Layout } from "../parts/layout.js";
import { verdicts } from "../parts/state-words.js";
import { targetCrumbs, targetHref } from "../paths.js";
import { Headline } from "../report/headline.js";
import type { Site } from "../site.js";
import { shortRef, shortSha } from "../text/short-ref.js";
import { Text } from "../parts/text.js";

interface WaitingPageProps {
  readonly site: Site;
  readonly repository: string;
  readonly target: string;
  readonly status: PostedStatus;
  readonly now: Date;
  readonly live: LiveView | null;
  /** Whether the reader has not asked the page to hold still. */
  readonly refreshing: boolean;
}

const refreshSeconds = 3;

/** A head that has a commit status and no report: it is being checked, or was overtaken before it was done. */
export const WaitingPage: FC<WaitingPageProps> = ({
  site,
  repository,
  target,
  status,
  now,
  live,
  refreshing,
}) => {
  const href = `${targetHref(repository, target)}/${status.sha}`;
  const isPending = status.state === "pending";
  return (
    <Layout
      site={site}
      state={status.state}
      title={`${verdicts[status.state].word}: ${repository} ${target} ${shortSha(status.sha)}`}
      crumbs={targetCrumbs(repository, target, shortSha(status.sha))}
      live={live}
      refresh={isPending && refreshing ? { seconds: refreshSeconds, href } : null}
    >
      <Headline state={status.state} summary={status.description} recheckAction={null} />
      <p>
        <Text>{shortRef(status.ref)}</Text> at <code>{shortSha(status.sha)}</code>, asked{" "}
        <Instant at={status.postedAt} now={now} exact />.
      </p>
      {isPending && refreshing && (
        <p>
          This page loads again by itself and shows the result as soon as there is one.{" "}
          <a href={`${href}?refresh=off`}>Hold it still</a>
        </p>
      )}
      {isPending && !refreshing && (
        <p>
          This page holds still. <a href={href}>Load it again</a>, and again by itself until there is a
          result.
        </p>
      )}
      {!isPending && (
        <p>
          There is no report of this head. <a href={targetHref(repository, target)}>See the newest</a>.
        </p>
      )}
    </Layout>
  );
};
