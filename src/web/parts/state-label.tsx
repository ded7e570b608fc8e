import type { FC } from "hono/jsx";
import type { CheckState, State } from "../../checker/report.js";
import { Icon } from "./icon.js";
import { results, verdicts } from "./state-words.js";

/** A deploy's verdict in a list. */
export const VerdictLabel: FC<{ readonly state: State }> = ({ state }) => (
  <span class={`state state-${state}`}>
    <Icon name={verdicts[state].icon} /> {verdicts[state].word}
  </span>
);

/** A check's result in a list. */
export const ResultLabel: FC<{ readonly state: CheckState }> = ({ state }) => (
  <span class={`state state-${state}`}>
    <Icon name={results[state].icon} /> {results[state].word}
  </span>
);
