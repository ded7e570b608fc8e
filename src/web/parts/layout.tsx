import type { Child, FC } from "hono/jsx";
import type { State } from "../../checker/report.js";
import type { Site } from "../site.js";
import { LiveProgress } from "../live/live-progress.js";
import type { LiveView } from "../live/live-view.js";
import { HeaderSearch } from "../search/search-form.js";
import { AccountMenu } from "./account-menu.js";
import { Icon, IconSprite } from "./icon.js";

export interface Crumb {
  readonly words: string;
  /** A path of this site; null for the page itself. */
  readonly href: string | null;
}

interface LayoutProps {
  readonly site: Site;
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  /** Shown by the tab's icon. */
  readonly state?: State;
  /** How the page follows the checks of the head it shows; null: it holds still. */
  readonly live?: LiveView | null;
  /** Load the page again by itself; where it follows checks, only in browsers without scripts. */
  readonly refresh?: {
    readonly seconds: number;
    readonly href: string;
    /** Whether a script of the page does it otherwise. */
    readonly withoutScriptOnly?: boolean;
  } | null;
  /** Names of files in `assets/scripts`. They run when the page has been read; the page works without them. */
  readonly scripts?: readonly string[];
  /** Whether the site's header and footer stand around the content; a screen on the wall has no use for them. */
  readonly frame?: boolean;
  /** Whether the header asks what to search for; not where the page itself does. */
  readonly headerSearch?: boolean;
  readonly children: Child;
}

/** The frame of every page: head, landmarks, the way back. */
export const Layout: FC<LayoutProps> = ({
  site,
  title,
  crumbs = [],
  state = "pending",
  live = null,
  refresh = null,
  scripts = [],
  frame = true,
  headerSearch = true,
  children,
}) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      {refresh !== null && <Refresh withoutScriptOnly={live !== null} {...refresh} />}
      <title>{title}</title>
      <link rel="stylesheet" href={site.assets.stylesheet} />
      <link rel="icon" type="image/svg+xml" href={site.assets.favicons[state]} />
      {[...scripts, ...(live === null ? [] : ["live"])].map((name) => (
        <script type="module" src={scriptPath(site, name)} />
      ))}
    </head>
    <body>
      <IconSprite />
      {frame && <Header crumbs={crumbs} withSearch={headerSearch} />}
      <main id="content" tabindex={-1}>
        {live !== null && <LiveProgress live={live} />}
        {children}
      </main>
      {frame && (
        <footer class="site-footer">Pre-Deploy Checker{site.version !== null && ` ${site.version}`}</footer>
      )}
    </body>
  </html>
);

function scriptPath({ assets }: Site, name: string): string {
  const path = assets.scripts.get(name);
  if (path === undefined) throw new Error(`There is no script ${name}`);
  return path;
}

const Refresh: FC<{
  readonly seconds: number;
  readonly href: string;
  readonly withoutScriptOnly: boolean;
}> = ({ seconds, href, withoutScriptOnly }) => {
  const tag = <meta http-equiv="refresh" content={`${seconds};url=${href}`} />;
  return withoutScriptOnly ? <noscript>{tag}</noscript> : tag;
};

const Header: FC<{ readonly crumbs: readonly Crumb[]; readonly withSearch: boolean }> = ({
  crumbs,
  withSearch,
}) => (
  <>
    <a class="skip-link" href="#content">
      Skip to content
    </a>
    <header class="site-header">
      <a class="brand" href="/">
        <Icon name="product" /> Pre-Deploy Checker
      </a>
      {crumbs.length > 0 && <Breadcrumbs crumbs={crumbs} />}
      {withSearch && <HeaderSearch />}
      <AccountMenu />
    </header>
  </>
);

const Breadcrumbs: FC<{ readonly crumbs: readonly Crumb[] }> = ({ crumbs }) => (
  <nav class="crumbs" aria-label="Breadcrumb">
    <ol>
      {crumbs.map(({ words, href }) => (
        <li>
          {href === null ? (
            <span aria-current="page">
              <bdi>{words}</bdi>
            </span>
          ) : (
            <a href={href}>
              <bdi>{words}</bdi>
            </a>
          )}
        </li>
      ))}
    </ol>
  </nav>
);
