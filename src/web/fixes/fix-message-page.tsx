import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";
import { Layout } from "../parts/layout.js";
import { WebLink } from "../parts/web-link.js";
import type { Site } from "../site.js";
import { visibleText } from "../text/visible-text.js";

interface FixMessagePageProps {
  readonly site: Site;
  readonly title: string;
  readonly words: readonly string[];
  /** What the person had typed, so that it is not lost. */
  readonly typed: readonly string[];
  /** The deploy's page. */
  readonly headHref: string;
  /** The issue in Jira; null: not known. */
  readonly issueUrl: string | null;
}

/** Why an issue is not put right from here, or what became of the attempt. */
export const FixMessagePage: FC<FixMessagePageProps> = ({
  site,
  title,
  words,
  typed,
  headHref,
  issueUrl,
}) => (
  <Layout site={site} title={`${title} · Pre-Deploy Checker`}>
    <div class="blank">
      <h1>{title}</h1>
      <div role="alert">
        {words.map((one) => (
          <p dir="auto">{visibleText(one)}</p>
        ))}
      </div>
      {typed.length > 0 && (
        <>
          <p>This is what you wrote:</p>
          {typed.map((text) => (
            <blockquote dir="auto">{visibleText(text)}</blockquote>
          ))}
        </>
      )}
      <p class="fix-links">
        {issueUrl !== null && (
          <WebLink class="button" href={issueUrl}>
            <Icon name="link" /> Open the issue in Jira
          </WebLink>
        )}
        <a class="button" href={headHref}>
          Back to the deploy
        </a>
      </p>
    </div>
  </Layout>
);
