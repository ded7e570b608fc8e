import type { Context, MiddlewareHandler, NotFoundHandler } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { MessagePage } from "../pages/message-page.js";
import type { Site } from "../site.js";
import { render, type Markup } from "./render.js";

/** The same words for people and, where a program asked, as JSON. */
async function answer(
  context: Context,
  status: ContentfulStatusCode,
  error: string,
  page: Markup,
): Promise<Response> {
  return context.req.path.endsWith(".json") ? context.json({ error }, status) : render(context, page, status);
}

/** One and the same answer to whatever is not there, so that it tells nothing about what is. */
export function notFound(site: Site): NotFoundHandler {
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
export function refusedRemote(site: Site): MiddlewareHandler {
  return (context) =>
    answer(
      context,
      403,
      "Reports are served to this machine only",
      <MessagePage site={site} title="Only on this machine">
        <p>
          Reports are shown without sign-in, so they are served only to a browser on the machine that runs the
          service: open it at localhost, without a proxy or tunnel in between, and with PUBLIC_URL set to that
          address.
        </p>
      </MessagePage>,
    );
}

/** What a form on another site gets. */
export function refusedCrossSite(site: Site): MiddlewareHandler {
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

/** What is left to say when a page could not be made; the log has the reason. */
export async function failed(site: Site, context: Context): Promise<Response> {
  return answer(
    context,
    500,
    "The page could not be made",
    <MessagePage site={site} title="That did not work">
      <p>The page could not be made. Try again in a moment; the service's log says what went wrong.</p>
    </MessagePage>,
  );
}
