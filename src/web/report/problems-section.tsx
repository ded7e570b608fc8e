import type { FC } from "hono/jsx";
import type { Problem } from "../../checker/report.js";
import { Icon } from "../parts/icon.js";
import { Instant } from "../parts/instant.js";
import { visibleText } from "../text/visible-text.js";

interface ProblemsSectionProps {
  readonly problems: readonly Problem[];
  readonly now: Date;
}

/** What kept us from telling, since when, and when it is tried again. */
export const ProblemsSection: FC<ProblemsSectionProps> = ({ problems, now }) =>
  problems.length === 0 ? null : (
    <section id="problems" aria-labelledby="problems-title">
      <h2 id="problems-title">What could not be told</h2>
      <ul class="box box-error rows">
        {problems.map(({ message, since, retryAt }) => (
          <li class="problem">
            <Icon name="error" />
            <div>
              <p class="message" dir="auto">
                {visibleText(message)}
              </p>
              <p class="muted">
                Since <Instant at={since} now={now} exact />.{" "}
                {retryAt === null ? (
                  "It is not tried again by itself: a person has to put it right first."
                ) : (
                  <RetryWords retryAt={retryAt} now={now} />
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );

const RetryWords: FC<{ readonly retryAt: string; readonly now: Date }> = ({ retryAt, now }) =>
  Date.parse(retryAt) <= now.getTime() ? (
    <>It is being tried again now.</>
  ) : (
    <>
      It is tried again <Instant at={retryAt} now={now} />.
    </>
  );
