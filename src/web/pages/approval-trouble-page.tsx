import type { FC } from "hono/jsx";
import { Layout } from "../parts/layout.js";
import type { Site } from "../site.js";
import { visibleText } from "../text/visible-text.js";

interface ApprovalTroublePageProps {
  readonly site: Site;
  readonly title: string;
  readonly words: string;
  /** What the person had written, so that it is not lost; "": nothing. */
  readonly reason: string;
  /** The deploy's page, unless it leads elsewhere. */
  readonly href: string;
  readonly leadsTo?: string;
}

/** Why an approval or a sign-off did not come about, with what was written. */
export const ApprovalTroublePage: FC<ApprovalTroublePageProps> = ({
  site,
  title,
  words,
  reason,
  href,
  leadsTo = "Back to the deploy",
}) => (
  <Layout site={site} title={`${title} · Pre-Deploy Checker`}>
    <div class="blank">
      <h1>{title}</h1>
      <p role="alert" dir="auto">
        {visibleText(words)}
      </p>
      {reason !== "" && (
        <>
          <p>This is what you wrote:</p>
          <blockquote dir="auto">{visibleText(reason)}</blockquote>
        </>
      )}
      <p>
        <a class="button" href={href}>
          {leadsTo}
        </a>
      </p>
    </div>
  </Layout>
);
