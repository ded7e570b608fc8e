import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";
import { Layout } from "../parts/layout.js";
import { SearchForm } from "../search/search-form.js";
import { SearchHits, type NamedHit } from "../search/search-hits.js";
import type { Site } from "../site.js";
import { countOf } from "../text/count-of.js";
import { visibleText } from "../text/visible-text.js";

interface SearchPageProps {
  readonly site: Site;
  readonly question: string;
  /** Whether there is something in the question that could be found. */
  readonly isQuestion: boolean;
  readonly hits: readonly NamedHit[];
  /** Whether there are more than those shown. */
  readonly hasMore: boolean;
  /** Of how many repositories GitHub did not say whether the reader may see them. */
  readonly untold: number;
  readonly now: Date;
}

/** Where an issue, a commit or somebody's work has shipped or is about to. */
export const SearchPage: FC<SearchPageProps> = (props) => {
  const { site, question, isQuestion, hits, hasMore, untold, now } = props;
  return (
    <Layout
      site={site}
      title={question === "" ? "Search" : `${visibleText(question)} · Search`}
      crumbs={[{ words: "Search", href: null }]}
      headerSearch={false}
    >
      <h1>Search deploys</h1>
      <SearchForm id="search" question={question} label="Search deploys" />
      {untold > 0 && (
        <p role="status">
          GitHub does not answer at the moment, so deploys of {countOf(untold, "repository", "repositories")}{" "}
          may be missing here. Search again in a minute.
        </p>
      )}
      {hits.length > 0 && (
        <p role="status" class="muted">
          {hasMore
            ? `The newest ${hits.length} deploys; there are more. Ask for something more exact to see others.`
            : countOf(hits.length, "deploy")}
        </p>
      )}
      {hits.length > 0 && <SearchHits hits={hits} now={now} />}
      {hits.length === 0 && (isQuestion ? <Nothing question={question} /> : <HowTo />)}
    </Layout>
  );
};

const Nothing: FC<{ readonly question: string }> = ({ question }) => (
  <div class="box blank">
    <Icon name="finding" />
    <h2>Nothing found</h2>
    <p>
      No deploy that you may see has <bdi>{visibleText(question)}</bdi> in it.
    </p>
    <p class="muted">
      An issue has to be named in full, a commit by seven digits of its SHA or more, and a person by the
      beginning of a name, an e-mail address or a login. Deploys are found for a year after they shipped.
    </p>
  </div>
);

const HowTo: FC = () => (
  <div class="box blank">
    <Icon name="info" />
    <h2>When did it ship?</h2>
    <ul class="steps">
      <li>
        An issue by its key: <code>STORY-12</code>
      </li>
      <li>
        A commit by the beginning of its SHA, seven digits or more: <code>4f2a91c</code>
      </li>
      <li>
        Whoever wrote it, by the beginning of a name, an e-mail address or a login: <code>ada</code>
      </li>
    </ul>
  </div>
);
