import type { FC } from "hono/jsx";
import { Text } from "../../parts/text.js";
import { visibleText } from "../../text/visible-text.js";
import type { Overview } from "./overview.js";
import { RiskBar } from "./risk-bar.js";
import { Tile } from "./tile.js";

/** Levels that are named; a field that anybody may write into can have as many as there are issues. */
const namedLevels = 5;

/** How risky the issues are, the worst first. */
export const RiskTile: FC<{ readonly risk: NonNullable<Overview["risk"]> }> = ({ risk }) => {
  const [worst] = risk.levels;
  const others = risk.levels.slice(namedLevels).reduce((sum, { count }) => sum + count, 0);
  const counts = [
    ...risk.levels.slice(0, namedLevels),
    { words: "other", count: others },
    { words: "not set", count: risk.unset },
  ].filter(({ count }) => count > 0);
  return (
    <Tile
      title={visibleText(risk.field)}
      icon="risk"
      href={null}
      figure={worst === undefined ? "Not set" : `${worst.count} ${visibleText(worst.words)}`}
    >
      <RiskBar risk={risk} />
      <p class="muted">
        <Text>{counts.map(({ words, count }) => `${count} ${words}`).join(" · ")}</Text>
      </p>
    </Tile>
  );
};
