import type { FC } from "hono/jsx";
import type { SearchHit, SearchTerm } from "../../deploys/ports/history.js";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { VerdictLabel } from "../parts/state-label.js";
import { Text } from "../parts/text.js";
import { repositoryHref, targetHref } from "../paths.js";
import { shortRef, shortSha } from "../text/short-ref.js";

/** A deploy that was found, with the name of its repository. */
export interface NamedHit extends SearchHit {
  /** "owner/name" */
  readonly repository: string;
}

/** Deploys that have what was looked for, and when they shipped. */
export const SearchHits: FC<{ readonly hits: readonly NamedHit[]; readonly now: Date }> = ({ hits, now }) => (
  <ul class="box rows">
    {hits.map((hit) => (
      <li class="target">
        <Outcome hit={hit} />
        <div>
          <h2 class="hit-title">
            <a href={`${targetHref(hit.repository, hit.target)}/${hit.headSha}`}>
              <bdi>{hit.target}</bdi> at <span class="sha">{shortSha(hit.headSha)}</span>
            </a>{" "}
            <span class="muted">
              in{" "}
              <a href={repositoryHref(hit.repository)}>
                <bdi>{hit.repository}</bdi>
              </a>
            </span>
          </h2>
          <p>
            <When hit={hit} now={now} />
          </p>
          <p class="muted">
            Has <Matched terms={hit.matched} />
          </p>
        </div>
      </li>
    ))}
  </ul>
);

const Outcome: FC<{ readonly hit: SearchHit }> = ({ hit }) => {
  if (hit.shippedAt !== null)
    return (
      <span class="state state-success">
        <Icon name="target" /> Shipped
      </span>
    );
  if (hit.open) return <VerdictLabel state={hit.state} />;
  return (
    <span class="state state-off">
      <Icon name="off" /> Closed
    </span>
  );
};

const When: FC<{ readonly hit: SearchHit; readonly now: Date }> = ({ hit, now }) => {
  if (hit.shippedAt !== null)
    return (
      <>
        Shipped <Instant at={hit.shippedAt} now={now} exact />
      </>
    );
  return (
    <>
      {hit.open ? "Not shipped yet; the tip of" : "Not known to have shipped; was the tip of"}{" "}
      <Text>{shortRef(hit.ref)}</Text>, evaluated <Instant at={hit.evaluatedAt} now={now} exact />
    </>
  );
};

const Matched: FC<{ readonly terms: readonly SearchTerm[] }> = ({ terms }) => (
  <>
    {terms.map(({ kind, word }, at) => (
      <>
        {at > 0 && ", "}
        {kind === "commit" ? <span class="sha">{shortSha(word)}</span> : <Text>{word}</Text>}
      </>
    ))}
  </>
);
