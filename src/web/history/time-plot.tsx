import type { FC } from "hono/jsx";
import { Instant } from "../parts/instant.js";
import { shortSha } from "../text/short-ref.js";

export interface PlotPoint {
  /** ISO 8601 */
  readonly at: string;
  readonly headSha: string;
  readonly value: number;
}

interface TimePlotProps {
  readonly id: string;
  readonly title: string;
  /** What a value is, as a column's name: "Commits". */
  readonly measure: string;
  /** What the highest value is called: "most". */
  readonly highest: string;
  readonly words: (value: number) => string;
  /** Shown where there is no point. */
  readonly empty: string;
  readonly points: readonly PlotPoint[];
  readonly from: Date;
  readonly now: Date;
  readonly hrefOf: (headSha: string) => string;
}

const day = 86_400_000;
const height = 40;
/** In days, as the axis is. */
const barWidth = 1.4;
/** Also the smallest value can be seen. */
const lowestBar = 0.8;

/** A bar for each point over the days; the same as words, and as a table for who wants the numbers. */
export const TimePlot: FC<TimePlotProps> = (props) => {
  const { id, title, highest, words, empty, points, from, now } = props;
  const days = Math.ceil((now.getTime() - from.getTime()) / day);
  const values = points.map(({ value }) => value).toSorted((a, b) => a - b);
  const [median, most] = [values[Math.floor((values.length - 1) / 2)], values.at(-1)];
  return (
    <figure class="plot">
      <figcaption id={id}>
        <b>{title}</b>
        {median !== undefined && most !== undefined && (
          <span class="muted">
            median {words(median)}, {highest} {words(most)}
          </span>
        )}
      </figcaption>
      {most === undefined ? (
        <p class="muted plot-empty">{empty}</p>
      ) : (
        <>
          <svg
            class="plot-drawing"
            role="img"
            aria-labelledby={id}
            viewBox={`0 0 ${days} ${height}`}
            preserveAspectRatio="none"
          >
            {[0, 0.5, 1].map((share) => (
              <line class="plot-grid" x1="0" x2={days} y1={height * share} y2={height * share} />
            ))}
            {points.map(({ at, value }) => {
              const long = Math.max(lowestBar, most === 0 ? 0 : (value / most) * height);
              const x = (Date.parse(at) - from.getTime()) / day - barWidth;
              return (
                <rect
                  class="plot-bar"
                  x={digits(Math.max(0, x))}
                  y={digits(height - long)}
                  width={barWidth}
                  height={digits(long)}
                />
              );
            })}
          </svg>
          <p class="plot-axis muted" aria-hidden="true">
            <span>{dayOf(from)}</span>
            <span>{dayOf(now)}</span>
          </p>
          <Numbers {...props} />
        </>
      )}
    </figure>
  );
};

const Numbers: FC<TimePlotProps> = ({ title, measure, words, points, now, hrefOf }) => (
  <details class="plot-numbers">
    <summary>
      Numbers<span class="for-readers">: {title}</span>
    </summary>
    <table>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Head</th>
          <th scope="col">{measure}</th>
        </tr>
      </thead>
      <tbody>
        {points.toReversed().map(({ at, headSha, value }) => (
          <tr>
            <th scope="row">
              <Instant at={at} now={now} exact />
            </th>
            <td data-label="Head">
              <a class="sha" href={hrefOf(headSha)}>
                {shortSha(headSha)}
              </a>
            </td>
            <td data-label={measure}>{words(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </details>
);

const digits = (value: number): string => value.toFixed(2);

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
