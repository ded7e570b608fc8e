import type { FC } from "hono/jsx";
import type { State } from "../../checker/report.js";
import { targetHref } from "../paths.js";
import { shortRef, shortSha } from "../text/short-ref.js";
import { visibleText } from "../text/visible-text.js";
import { Instant } from "./instant.js";
import { VerdictLabel } from "./state-label.js";
import { Text } from "./text.js";

/** A target with what is known of its newest head. */
export interface ListedTarget {
  readonly name: string;
  readonly state: State;
  readonly summary: string;
  /** Full or short. */
  readonly ref: string;
  readonly headSha: string;
  /** ISO 8601 */
  readonly at: string;
}

interface TargetListProps {
  /** "owner/name" */
  readonly repository: string;
  readonly targets: readonly ListedTarget[];
  readonly now: Date;
}

/** A repository's targets with the verdict on their newest heads. */
export const TargetList: FC<TargetListProps> = ({ repository, targets, now }) => (
  <ul class="box rows">
    {targets.map(({ name, state, summary, ref, headSha, at }) => (
      <li class="target">
        <VerdictLabel state={state} />
        <div>
          <p class="message">
            <a href={`${targetHref(repository, name)}/${headSha}`}>
              <bdi>{name}</bdi>
            </a>
          </p>
          <p dir="auto">{visibleText(summary)}</p>
          <p class="muted">
            <Text>{shortRef(ref)}</Text> at <span class="sha">{shortSha(headSha)}</span>,{" "}
            <Instant at={at} now={now} />
          </p>
        </div>
      </li>
    ))}
  </ul>
);
