import type { Context, MiddlewareHandler, NotFoundHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { MessagePage } from "../pages/message-page.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import { render, type Markup } from "./render.js";

/** The same words for people and, where a program asked, as JSON. */
async function answer(
  context: Context<WebEnv>,
  status: ContentfulStatusCode,
  error: string,
  page: Markup,
): Promise<Response> {
  return context.req.path.endsWith(".json") ? context.json({ error }, status) : render(context, page, status);
}

/** One and the same answer to whatever is not there, so that it tells nothing about what is. */
export function notFound(site: Site): NotFoundHandler<WebEnv> {
  return (context) =>
    answer(
      context,
      404,
      "Not found",
      <MessagePage site={site} title="Not found">
        <p>
          There is nothing at this address. A deploy has a page from its first push on: see{" "}
          <a href="/">all deploys</a>.
        </p>
      </MessagePage>,
    );
}

/** What everybody gets who is not at this machine. */
export function refusedRemote(site: Site): MiddlewareHandler<WebEnv> {
  return (context) =>
    answer(
      context,
      403,
      "Reports are served to this machine only",
      <MessagePage site={site} title="Only on this machine">
        <p>
          Without sign-in, reports are served only to a browser on the machine that runs the service: open it
          at localhost, without a proxy or tunnel in between, and with PUBLIC_URL set to that address. To let
          people sign in with GitHub, set GITHUB_CLIENT_ID and GITHUB_CLIENT_SECRET.
        </p>
      </MessagePage>,
    );
}

/** What a form on another site gets. */
export function refusedCrossSite(site: Site): MiddlewareHandler<WebEnv> {
  return (context) =>
    answer(
      context,
      403,
      "The request did not come from a page of this site",
      <MessagePage site={site} title="Not from this site">
        <p>
          The request did not come from a page of this site, so nothing was done. Use the button on the page
          itself.
        </p>
      </MessagePage>,
    );
}

/** What somebody gets who asks again and again. */
export function refusedTooOften(site: Site): MiddlewareHandler<WebEnv> {
  return (context) =>
    answer(
      context,
      429,
      "Too many requests",
      <MessagePage site={site} title="A little slower, please">
        <p>That was asked for too often. Try again in a minute.</p>
      </MessagePage>,
    );
}

/** What somebody gets whose form is larger than any of ours. */
export function refusedTooLarge(site: Site, context: Context<WebEnv>): Promise<Response> {
  return answer(
    context,
    413,
    "The request is too large",
    <MessagePage site={site} title="That is too much">
      <p>
        What was sent is larger than any form of this site, so nothing was done. Write less, and try again.
      </p>
    </MessagePage>,
  );
}

/** What somebody gets who may see a deploy, and not ask for another check of it. */
export function refusedRecheck(site: Site): MiddlewareHandler<WebEnv> {
  return (context) =>
    answer(
      context,
      403,
      "Only people who may write to the repository can ask for another check",
      <MessagePage site={site} title="Not yours to check again">
        <p>
          Only people who may write to the repository can ask for another check. It is also checked again by
          itself when something changes in GitHub or Jira.
        </p>
      </MessagePage>,
    );
}

/** GitHub did not say whether the reader may see or do this: then it is not shown, and not done. */
export function cannotTell(site: Site, context: Context<WebEnv>): Promise<Response> {
  context.header("Retry-After", "30");
  return answer(
    context,
    503,
    "GitHub cannot be asked what you may see",
    <MessagePage site={site} title="GitHub does not answer">
      <p>
        GitHub cannot be asked at the moment what you may see and do here, so nothing is shown and nothing was
        done. Try again in a minute.
      </p>
    </MessagePage>,
  );
}

/** What is left to say when a page could not be made; the log has the reason. */
export async function failed(site: Site, context: Context<WebEnv>): Promise<Response> {
  return answer(
    context,
    500,
    "The page could not be made",
    <MessagePage site={site} title="That did not work">
      <p>The page could not be made. Try again in a moment; the service's log says what went wrong.</p>
    </MessagePage>,
  );
}
