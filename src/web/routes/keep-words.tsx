import type { Context, Handler } from "hono";
import { SourceUnavailable } from "../../deploys/ports/unavailable.js";
import { ApprovalTroublePage } from "../pages/approval-trouble-page.js";
import { targetHref } from "../paths.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import { headAddress } from "./address.js";
import { render } from "./render.js";

/** More than a form of ours takes is no loss. */
const longestKept = 40_000;

/**
 * Answers a form of a head's page; where GitHub cannot be asked whether the person may do it, nothing was done, and
 * what they wrote in the field is shown again, whether or not there is such a page.
 */
export function keepWords(
  site: Site,
  field: string | null,
  handle: (context: Context<WebEnv>) => Promise<Response>,
): Handler<WebEnv> {
  return async (context) => {
    try {
      return await handle(context);
    } catch (error) {
      const address = headAddress.safeParse(context.req.param());
      if (!(error instanceof SourceUnavailable) || !address.success) throw error;
      const { owner, repository, target, sha } = address.data;
      const written = field === null ? "" : (await context.req.parseBody())[field];
      context.header("Retry-After", "30");
      return render(
        context,
        <ApprovalTroublePage
          site={site}
          title="GitHub does not answer"
          words="GitHub cannot be asked at the moment what you may do here, so nothing was done. Try again in a minute."
          reason={typeof written === "string" ? written.trim().slice(0, longestKept) : ""}
          href={`${targetHref(`${owner}/${repository}`, target)}/${sha}`}
        />,
        503,
      );
    }
  };
}
