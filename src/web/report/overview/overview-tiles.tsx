import type { FC } from "hono/jsx";
import { Text } from "../../parts/text.js";
import { countOf } from "../../text/count-of.js";
import { MigrationTile } from "./migration-tile.js";
import type { Overview, Tally } from "./overview.js";
import { ProblemsTile } from "./problems-tile.js";
import { RiskTile } from "./risk-tile.js";
import { sumOf } from "./sum-of.js";
import { Tile } from "./tile.js";

interface OverviewTilesProps {
  readonly overview: Overview;
  /** Whether the tiles lead to the sections below them. */
  readonly linked: boolean;
}

/** Types of issues that are named; the rest is counted. */
const namedTypes = 3;

/** The deploy at a glance: what is wrong by kind, and how much of everything there is. */
export const OverviewTiles: FC<OverviewTilesProps> = ({ overview, linked }) => {
  const { issues, commits, people, migrations, risk } = overview;
  const to = (id: string): string | null => (linked ? `#${id}` : null);
  return (
    <section class="overview" aria-labelledby="overview-title">
      <h2 id="overview-title" class="for-readers">
        Overview
      </h2>
      <ul class="tiles">
        <ProblemsTile overview={overview} linked={linked} />
        {commits.count > 0 && (
          <>
            <Tile
              title="Issues"
              icon="issue"
              href={to("issues")}
              figure={String(issues.count ?? "?")}
              tone={issues.count === null ? "error" : undefined}
            >
              {issues.failing > 0 && <p class="state-failure">{issues.failing} not ready</p>}
              <p class="muted">
                {issues.count === null ? "nothing is known of them" : <Text>{mostCommon(issues.types)}</Text>}
              </p>
            </Tile>
            <Tile title="Commits" icon="commit" href={to("commits")} figure={String(commits.count)}>
              <p class="muted">
                {commits.shipping === commits.count ? "all of them ship" : `${commits.shipping} of them ship`}
              </p>
            </Tile>
            <Tile title="People" icon="people" href={to("people")} figure={String(people.count)}>
              <p class="muted">
                {countOf(people.authors, "author")}
                {people.assignees > 0 && `, ${countOf(people.assignees, "assignee")}`}
              </p>
            </Tile>
          </>
        )}
        {migrations !== null && <MigrationTile migrations={migrations} href={to("migrations")} />}
        {risk !== null && <RiskTile risk={risk} />}
      </ul>
    </section>
  );
};

/** "11 Story · 3 Task · 4 other" */
function mostCommon(types: readonly Tally[]): string {
  // One type that is left over is named as well: "1 other" would take as much room.
  const named = types.length === namedTypes + 1 ? types.length : namedTypes;
  const others = sumOf(types.slice(named));
  return [...types.slice(0, named), { words: "other", count: others }]
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${count} ${words}`)
    .join(" · ");
}
