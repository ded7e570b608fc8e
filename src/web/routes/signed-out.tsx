import type { Context, MiddlewareHandler } from "hono";
import { ApprovalTroublePage } from "../pages/approval-trouble-page.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import { render } from "./render.js";

/** More than the longest reason in any script. Nobody has said yet who they are. */
const longestRead = 64 * 1024;
const headPath = /^\/r\/[^/]+\/[^/]+\/[^/]+\/[0-9a-f]{40}(?=\/|$)/;

/** What somebody gets who sends a form of ours when their session is over: nothing is done, and nothing is lost. */
export function signedOut(site: Site): MiddlewareHandler<WebEnv> {
  return async (context) => {
    const page = headPath.exec(context.req.path)?.[0] ?? "/";
    context.header("WWW-Authenticate", "Bearer");
    return render(
      context,
      <ApprovalTroublePage
        site={site}
        title="You are not signed in"
        words="Your session is over, so nothing was done. Sign in, and do it again."
        reason={await written(context)}
        href={`/login?return_to=${encodeURIComponent(page)}`}
        leadsTo="Sign in"
      />,
      401,
    );
  };
}

async function written(context: Context<WebEnv>): Promise<string> {
  const { headers } = context.req.raw;
  const isSmall = Number(headers.get("content-length") ?? Infinity) <= longestRead;
  if (!isSmall || headers.has("transfer-encoding")) return "";
  const form = await context.req.parseBody({ all: true }).catch(() => ({}));
  const texts = Object.entries(form)
    .filter(([name]) => name === "reason" || name === "note" || name.startsWith("v."))
    .flatMap(([, value]: [string, unknown]) => value)
    .filter((value) => typeof value === "string");
  return texts.join("\n").trim();
}
