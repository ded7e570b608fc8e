import type { FC } from "hono/jsx";
import type { Overview } from "./overview.js";
import { riskRank } from "./risk-rank.js";

const length = 100;
const height = 4;

/** The shares of the levels, the worst first; the words beside it say the same. */
export const RiskBar: FC<{ readonly risk: NonNullable<Overview["risk"]> }> = ({
  risk: { levels, unset },
}) => {
  const parts = [
    ...levels.map(({ words, count }) => ({ count, tone: toneOf(riskRank(words)) })),
    { count: unset, tone: "unset" },
  ];
  const total = parts.reduce((sum, { count }) => sum + count, 0);
  let x = 0;
  return (
    <svg
      class="risk-bar"
      aria-hidden="true"
      width="100%"
      height={8}
      viewBox={`0 0 ${length} ${height}`}
      preserveAspectRatio="none"
    >
      {parts.map(({ count, tone }) => {
        const from = x;
        x += total === 0 ? 0 : (count / total) * length;
        return count === 0 ? null : (
          <rect
            class={`risk-${tone}`}
            x={from.toFixed(2)}
            y="0"
            width={(x - from).toFixed(2)}
            height={height}
          />
        );
      })}
    </svg>
  );
};

function toneOf(rank: number): "high" | "medium" | "low" | "unset" {
  if (rank <= 2) return "high";
  if (rank === 3) return "medium";
  return rank === 4 ? "unset" : "low";
}
