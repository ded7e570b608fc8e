import type { FC } from "hono/jsx";
import type { State } from "../../checker/report.js";
import { Icon } from "../parts/icon.js";
import { verdicts } from "../parts/state-words.js";
import { visibleText } from "../text/visible-text.js";

interface HeadlineProps {
  readonly state: State;
  readonly summary: string;
  /** Where to ask for another check; null where there is nothing to check any more. */
  readonly recheckAction: string | null;
}

/** The verdict: whether the deploy may go, and in one line why. */
export const Headline: FC<HeadlineProps> = ({ state, summary, recheckAction }) => (
  <div class={`headline headline-${state}`}>
    <span class="headline-icon">
      <Icon name={verdicts[state].icon} />
    </span>
    <div class="headline-words">
      <h1>{verdicts[state].word}</h1>
      <p dir="auto">{visibleText(summary)}</p>
    </div>
    {recheckAction !== null && (
      <form method="post" action={recheckAction}>
        <button class="button" type="submit">
          <Icon name="recheck" /> Re-check
        </button>
      </form>
    )}
  </div>
);
