import type { FC } from "hono/jsx";
import { Icon } from "../parts/icon.js";
import { Layout } from "../parts/layout.js";
import { targetCrumbs } from "../paths.js";
import type { Announcement } from "../report/announcement/announcement.js";
import { announcementFormats, type AnnouncementFormat } from "../report/announcement/announcement-format.js";
import { RichAnnouncement } from "../report/announcement/rich-announcement.js";
import { markdown, plainText, slack, type TextFormat } from "../report/announcement/text-format.js";
import { writeAnnouncement } from "../report/announcement/write-announcement.js";
import { markupOf } from "../parts/markup-of.js";
import type { Site } from "../site.js";
import { visibleText } from "../text/visible-text.js";

interface AnnouncementPageProps {
  readonly site: Site;
  readonly repository: string;
  readonly target: string;
  readonly announcement: Announcement;
  readonly format: AnnouncementFormat;
  /** The report's page, with how the reader wants to see it. */
  readonly reportHref: string;
  /** This page in another format. */
  readonly hrefOf: (format: AnnouncementFormat) => string;
}

const formatWords: Readonly<Record<AnnouncementFormat, string>> = {
  html: "Rich text",
  markdown: "Markdown",
  slack: "Slack",
  text: "Plain text",
};

const textFormats: Readonly<Record<Exclude<AnnouncementFormat, "html">, TextFormat>> = {
  markdown,
  slack,
  text: plainText,
};

/** What a deploy contains, to be copied: marked by hand, or with a button where scripts run. */
export const AnnouncementPage: FC<AnnouncementPageProps> = ({
  site,
  repository,
  target,
  announcement,
  format,
  reportHref,
  hrefOf,
}) => (
  <Layout
    site={site}
    title={`Announce ${repository} ${target}`}
    crumbs={targetCrumbs(repository, target, "announcement")}
    scripts={["report-copy"]}
  >
    <h1>Copy for announcement</h1>
    <p class="muted">
      {announcement.part === null ? "All that the deploy contains" : visibleText(announcement.part)}, grouped
      and sorted as on <a href={reportHref}>the report</a>.
    </p>
    <nav class="formats" aria-label="Format">
      <ul>
        {announcementFormats.map((other) => (
          <li>
            <a href={hrefOf(other)} aria-current={other === format ? "page" : undefined}>
              {formatWords[other]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
    <section class="announce" aria-labelledby="announce-title">
      <div class="section-head">
        <h2 id="announce-title">{formatWords[format]}</h2>
        <button
          class="button button-primary"
          type="button"
          hidden
          data-copy={format === "html" ? "announcement-rich" : "announcement-text"}
        >
          <Icon name="copy" /> Copy
        </button>
      </div>
      <p role="status" class="copied" data-copied="Copied. Paste it where you announce deploys." />
      {format === "html" ? (
        <div id="announcement-rich" class="box rich" dir="auto">
          <RichAnnouncement announcement={announcement} />
        </div>
      ) : (
        <textarea id="announcement-text" aria-labelledby="announce-title" readonly rows={24} dir="auto">
          {writeAnnouncement(announcement, textFormats[format])}
        </textarea>
      )}
      {format === "html" && (
        <details>
          <summary>As HTML</summary>
          <textarea aria-label="The same as HTML" readonly rows={16} dir="auto">
            {markupOf(<RichAnnouncement announcement={announcement} />)}
          </textarea>
        </details>
      )}
    </section>
  </Layout>
);
