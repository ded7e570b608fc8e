import type { FC } from "hono/jsx";
import { describeSeconds } from "../../checker/describe-seconds.js";
import { describeEstimate } from "../../checker/migrations/describe-estimate.js";
import type { ReportOperation, Seconds } from "../../checker/migration-report.js";
import { visibleText } from "../text/visible-text.js";
import type { TimeScale } from "./time-scale.js";

const costWords: Readonly<Record<ReportOperation["cost"], string>> = {
  instant: "instant",
  scan: "reads the table",
  index: "builds an index",
  rewrite: "rewrites the table",
  dml: "changes rows",
  unknown: "unknown",
};

/** One operation: what it does, how long and why, whom it blocks meanwhile, and what would be cheaper. */
export const MigrationOperation: FC<{ readonly operation: ReportOperation; readonly scale: TimeScale }> = ({
  operation,
  scale,
}) => {
  const { kind, table, cost, line, seconds, note, basis, advice } = operation;
  const blocked = blocks(operation);
  return (
    <li class="operation">
      <p class="operation-head">
        <b dir="auto">
          {visibleText(kind.replaceAll("_", " "))}
          {table !== null && (
            <>
              {" "}
              <code>{visibleText(table)}</code>
            </>
          )}
        </b>{" "}
        <span class={`cost cost-${cost}`}>{costWords[cost]}</span>
        {blocked !== null && <span class="cost cost-blocks">{blocked}</span>}
        <span class="muted"> line {line}</span>
      </p>
      {seconds !== null && cost !== "instant" && <TimeBar seconds={seconds} scale={scale} />}
      <p class="muted" dir="auto">
        {cost !== "instant" && (
          <>{seconds === null ? "Time unknown" : capitalised(describeEstimate(seconds))}: </>
        )}
        {visibleText(note)}
        {basis !== null && ` (${visibleText(basis)})`}
      </p>
      {advice !== null && (
        <p class="remedy" dir="auto">
          <b>Cheaper:</b> {visibleText(advice)}
        </p>
      )}
    </li>
  );
};

/** The interval as a faint bar, the expected time as a strong one, the limit as a line across. */
const TimeBar: FC<{ readonly seconds: Seconds; readonly scale: TimeScale }> = ({ seconds, scale }) => {
  const at = (value: number): string => `${((value / scale.longest) * 100).toFixed(2)}%`;
  const over = scale.limit !== null && seconds.expected > scale.limit;
  return (
    <svg class={over ? "time-bar over" : "time-bar"} width="100%" height="12" aria-hidden="true">
      <rect class="track" width="100%" height="12" rx="3" />
      <rect
        class="interval"
        x={at(seconds.low)}
        y="2"
        width={at(seconds.high - seconds.low)}
        height="8"
        rx="2"
      />
      <rect class="expected" y="3" width={at(seconds.expected)} height="6" rx="2" />
      {scale.limit !== null && (
        <line class="limit" x1={at(scale.limit)} x2={at(scale.limit)} y1="0" y2="12" />
      )}
    </svg>
  );
};

function blocks({ blocksReads, blocksWrites, blockedSeconds }: ReportOperation): string | null {
  if (!blocksReads && !blocksWrites) return null;
  const what = blocksReads ? "blocks reads and writes" : "blocks writes";
  if (blockedSeconds === null) return what;
  return blockedSeconds.expected < 1
    ? `${what} briefly`
    : `${what} for ${describeSeconds(blockedSeconds.expected)}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
