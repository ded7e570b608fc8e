import type { FC } from "hono/jsx";
import type { HistoryPoint } from "../../deploys/ports/history.js";
import { targetHref } from "../paths.js";
import { countOf } from "../text/count-of.js";
import { spanOfTime } from "../text/span-of-time.js";
import { redToGreen } from "./red-to-green.js";
import { TimePlot, type PlotPoint } from "./time-plot.js";

/** More cannot be told apart. */
const mostBars = 400;

interface PlotsProps {
  /** "owner/name" */
  readonly repository: string;
  readonly target: string;
  /** Oldest first, from `from` on. */
  readonly points: readonly HistoryPoint[];
  readonly from: Date;
  readonly now: Date;
}

/** How large deploys were, and how long it took to put right what was wrong with them. */
export const Plots: FC<PlotsProps> = ({ repository, target, points, from, now }) => {
  const hrefOf = (headSha: string) => `${targetHref(repository, target)}/${headSha}`;
  const sizes = points
    .flatMap(({ headSha, commits, shipped }): PlotPoint[] =>
      shipped === null || commits === null ? [] : [{ at: shipped.at, headSha, value: commits }],
    )
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const recoveries = redToGreen(points).map(({ at, headSha, seconds }) => ({ at, headSha, value: seconds }));
  const common = { from, now, hrefOf };
  return (
    <section aria-labelledby="plots-title">
      <h2 id="plots-title">The last six months</h2>
      <div class="plots">
        <TimePlot
          id="plot-size"
          title="Commits of each deploy that shipped"
          measure="Commits"
          highest="most"
          words={(value) => countOf(value, "commit")}
          empty="Nothing has shipped yet that is recorded here."
          points={sizes.slice(-mostBars)}
          {...common}
        />
        <TimePlot
          id="plot-recovery"
          title="Time from first red to green"
          measure="Red for"
          highest="longest"
          words={spanOfTime}
          empty="No deploy was red and then green."
          points={recoveries.slice(-mostBars)}
          {...common}
        />
      </div>
    </section>
  );
};
