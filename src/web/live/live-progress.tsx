import type { FC } from "hono/jsx";
import { evaluationSteps } from "../../deploys/progress.js";
import { Icon } from "../parts/icon.js";
import type { LiveView } from "./live-view.js";
import { countWords, progressWords, stepWords } from "./step-words.js";

const signs = { waiting: "pending", running: "recheck", done: "approved", skipped: "off" } as const;
const stateWords = { waiting: "to come", running: "under way", done: "done", skipped: "not needed" } as const;

/**
 * The steps of a check that runs; hidden where none does. The script `live` keeps it up to date and shows the result;
 * without it these are the steps as they were when the page was made.
 */
export const LiveProgress: FC<{ readonly live: LiveView }> = ({
  live: { eventsHref, isRunning, progress },
}) => (
  <section class="live" aria-label="Progress of the check" data-live={eventsHref} hidden={!isRunning}>
    <ol data-steps>
      {evaluationSteps.map((id) => {
        const { state, count } = progress?.find(({ step }) => step === id) ?? {
          state: "waiting",
          count: null,
        };
        return (
          <li
            class="live-step"
            data-step={id}
            data-state={state}
            aria-current={state === "running" ? "step" : undefined}
          >
            {(["waiting", "running", "done", "skipped"] as const).map((one) => (
              <span class={`live-sign live-sign-${one}`}>
                <Icon name={signs[one]} />
                <span class="for-readers">{stateWords[one]}:</span>
              </span>
            ))}
            <span>
              {stepWords[id]}{" "}
              <span class="live-count" data-count>
                {countWords(count)}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
    <p class="live-news" data-news hidden>
      The result has changed: <a href="">show it</a>. What you have entered here would be lost.
    </p>
    <p class="for-readers" aria-live="polite" data-says>
      {isRunning ? progressWords(progress) : ""}
    </p>
  </section>
);
