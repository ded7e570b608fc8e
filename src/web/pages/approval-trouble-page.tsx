import type { FC } from "hono/jsx";
import { Layout } from "../parts/layout.js";
import type { Site } from "../site.js";

interface ApprovalTroublePageProps {
  readonly site: Site;
  readonly title: string;
  readonly words: string;
  /** What the person had written, so that it is not lost; "": nothing. */
  readonly reason: string;
  /** The deploy's page. */
  readonly href: string;
}

/** Why an approval or a sign-off did not come about, with what was written. */
export const ApprovalTroublePage: FC<ApprovalTroublePageProps> = ({ site, title, words, reason, href }) => (
  <Layout site={site} title={`${title} · Pre-Deploy Checker`}>
    <div class="blank">
      <h1>{title}</h1>
      <p role="alert">{words}</p>
      {reason !== "" && (
        <>
          <p>This is what you wrote:</p>
          <blockquote dir="auto">{reason}</blockquote>
        </>
      )}
      <p>
        <a class="button" href={href}>
          Back to the deploy
        </a>
      </p>
    </div>
  </Layout>
);
