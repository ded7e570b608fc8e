import type { FC } from "hono/jsx";
import { Icon } from "../../parts/icon.js";
import type { IconName } from "../../styling/icons.js";
import { countOf } from "../../text/count-of.js";
import type { Overview } from "./overview.js";
import { sumOf } from "./sum-of.js";
import { Tile } from "./tile.js";

interface ProblemsTileProps {
  readonly overview: Overview;
  readonly linked: boolean;
}

/** Kinds that the tile names; the rest is counted. */
const namedKinds = 5;

/** What is wrong, by check, the failures first. */
export const ProblemsTile: FC<ProblemsTileProps> = ({ overview, linked }) => {
  const { failures, warnings, unknown } = overview;
  const wrong = sumOf(failures);
  const kinds = [
    ...failures.map((kind) => ({ ...kind, icon: "failure" as const })),
    ...warnings.map((kind) => ({ ...kind, icon: "warning" as const })),
  ];
  const rest = kinds.slice(namedKinds);
  const section = wrong > 0 ? "#failures" : unknown > 0 ? "#problems" : "#checks";
  return (
    <Tile
      title={wrong === 1 ? "Problem" : "Problems"}
      icon="finding"
      href={linked ? section : null}
      figure={wrong === 0 && unknown > 0 ? "?" : String(wrong)}
      tone={wrong > 0 ? "failure" : unknown > 0 ? "error" : "success"}
      wide
    >
      {kinds.length > 0 && (
        <ul class="kinds">
          {kinds.slice(0, namedKinds).map(({ words, count, icon }) => (
            <li>
              <Icon name={icon} />{" "}
              <span>
                {words} <b>{count}</b>
                {icon === "warning" && (
                  <span class="for-readers"> ({count === 1 ? "warning" : "warnings"})</span>
                )}
              </span>
            </li>
          ))}
          {rest.length > 0 && <li class="muted">and {sumOf(rest)} more</li>}
        </ul>
      )}
      <OtherCounts overview={overview} linked={linked} />
    </Tile>
  );
};

const OtherCounts: FC<ProblemsTileProps> = ({ overview, linked }) => {
  const { warnings, unknown, approved, checks } = overview;
  const counts: readonly { icon: IconName; id: string; words: string; count: number }[] = [
    { icon: "error", id: "problems", words: `${unknown} could not be told`, count: unknown },
    { icon: "warning", id: "warnings", words: countOf(sumOf(warnings), "warning"), count: sumOf(warnings) },
    { icon: "approved", id: "approved", words: `${approved} approved`, count: approved },
    { icon: "check", id: "checks", words: countOf(checks, "check"), count: checks },
  ];
  return (
    <ul class="beside">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ icon, id, words }) => (
          <li>
            <Icon name={icon} /> {linked ? <a href={`#${id}`}>{words}</a> : words}
          </li>
        ))}
    </ul>
  );
};
