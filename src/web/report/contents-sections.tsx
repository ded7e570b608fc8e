import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";
import { CommitsSection } from "./commits-section.js";
import { IssuesSection } from "./issues-section.js";
import { MigrationsSection } from "./migrations-section.js";
import type { ContentsView } from "./report-view.js";

/** Everything that the deploy contains; in words where that is nothing, or not known. */
export const ContentsSections: FC<{ readonly view: ContentsView; readonly announceHref: string }> = ({
  view,
  announceHref,
}) => {
  const { report } = view;
  if (report.commits.length > 0) {
    return (
      <>
        <MigrationsSection view={view} />
        <IssuesSection view={view} announceHref={announceHref} />
        <CommitsSection view={view} />
      </>
    );
  }
  const isKnown = report.production.sha !== null && report.base !== null;
  return (
    <section class="box blank" aria-labelledby="contents-title">
      <Icon name={isKnown ? "target" : "error"} />
      <h2 id="contents-title">{isKnown ? "Nothing to ship" : "What this deploy contains is not known"}</h2>
      <p class="muted">
        {isKnown
          ? "Production already has every commit of this head."
          : "It could not be compared with production; the reasons are above."}
      </p>
    </section>
  );
};
