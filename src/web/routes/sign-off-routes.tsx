import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { DeployPagePlace } from "../../access/deploy-page-place.js";
import type { SignOffOutcome } from "../../access/give-sign-off.js";
import { OnCallUnknown } from "../../access/ports/on-call-source.js";
import type { ResponsibilityOutcome } from "../../access/take-responsibility.js";
import { actionsPerMinute, atMost } from "../guards/at-most.js";
import { ApprovalTroublePage } from "../pages/approval-trouble-page.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { SignInParts } from "../sign-in/sign-in-parts.js";
import { deployedRef } from "../sign-offs/deployed-ref.js";
import { longestNote } from "../sign-offs/sign-offs-section.js";
import type { Site } from "../site.js";
import type { WebParts } from "../web-parts.js";
import { findActedOn } from "./find-acted-on.js";
import { keepWords } from "./keep-words.js";
import { refusedTooOften } from "./refusals.js";
import { render } from "./render.js";

/** A note in any script, and what goes with it. */
const mostBytes = 32 * 1024;

const wish = z.object({
  name: z.string().min(1).max(200),
  content: z.string().regex(/^[0-9a-f]{64}$/),
  note: z
    .string()
    .transform((text) => text.replaceAll("\0", "").replace(/\s+/g, " ").trim())
    .pipe(z.string().max(longestNote))
    .default(""),
});
/** An id as PostgreSQL counts them. */
const withdrawal = z.object({ id: z.string().regex(/^[1-9][0-9]{0,14}$/) });

interface Found {
  readonly place: DeployPagePlace;
  readonly href: string;
}

/** What people say of a deploy: that they have seen it, and that they answer for it; and how they take that back. */
export function signOffRoutes(
  { store, clock }: Pick<WebParts, "store" | "clock">,
  { signOffDesk, responsibilityDesk }: Pick<SignInParts, "signOffDesk" | "responsibilityDesk">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const often = atMost(actionsPerMinute, refusedTooOften(site));
  const limit = bodyLimit({ maxSize: mostBytes });

  /** Null where there is nothing that this reader may see. */
  async function find(context: Context<WebEnv>): Promise<Found | null> {
    const found = await findActedOn(context, store, rights);
    if (found === null) return null;
    const { head, person, href } = found;
    const { repository, target, sha } = head;
    return { place: { repository, target, sha, ref: deployedRef(head), person }, href };
  }

  function trouble(
    context: Context<WebEnv>,
    status: 400 | 403 | 409 | 503,
    { title, words, note = "", href }: { title: string; words: string; note?: string; href: string },
  ): Response | Promise<Response> {
    return render(
      context,
      <ApprovalTroublePage site={site} title={title} words={words} reason={note} href={href} />,
      status,
    );
  }

  async function answer(
    context: Context<WebEnv>,
    asking: Promise<SignOffOutcome | ResponsibilityOutcome>,
    { refused, done, note = "", href }: { refused: string; done: string; note?: string; href: string },
  ): Promise<Response> {
    try {
      const outcome = await asking;
      if (outcome.kind === "done") return context.redirect(done, 303);
      if (outcome.kind === "refused")
        return await trouble(context, 403, { title: refused, words: `${outcome.why}.`, note, href });
      const words = `${outcome.why}. Nothing was done; look at the deploy again.`;
      return await trouble(context, 409, { title: "The deploy has changed", words, note, href });
    } catch (error) {
      if (!(error instanceof OnCallUnknown)) throw error;
      const words = `${error.message}. Nothing was done; try again in a minute.`;
      return trouble(context, 503, { title: "Who is on call is not known", words, note, href });
    }
  }

  const checked = (href: string): string => `${href}?requested=${clock.now().getTime()}`;

  const signOff = async (context: Context<WebEnv>): Promise<Response> => {
    const found = await find(context);
    if (found === null) return context.notFound();
    const { place, href } = found;
    const refused = "Not signed off";
    const parsed = wish.safeParse(await context.req.parseBody());
    if (!parsed.success) {
      const words = `The form could not be read. A note has at most ${longestNote} characters.`;
      return trouble(context, 400, { title: refused, words, href });
    }
    const { note } = parsed.data;
    return answer(context, signOffDesk.give(place, parsed.data), {
      refused,
      done: checked(href),
      note,
      href,
    });
  };
  app.post("/r/:owner/:repository/:target/:sha/sign-off", often, limit, keepWords(site, "note", signOff));

  const withdraw = async (context: Context<WebEnv>): Promise<Response> => {
    const found = await find(context);
    if (found === null) return context.notFound();
    const { place, href } = found;
    const refused = "Not withdrawn";
    const parsed = withdrawal.safeParse(await context.req.parseBody());
    if (!parsed.success)
      return trouble(context, 400, { title: refused, words: "The form could not be read.", href });
    return answer(context, signOffDesk.withdraw(place, parsed.data.id), {
      refused,
      done: checked(href),
      href,
    });
  };
  app.post(
    "/r/:owner/:repository/:target/:sha/sign-off/withdraw",
    often,
    limit,
    keepWords(site, null, withdraw),
  );

  const take = async (context: Context<WebEnv>): Promise<Response> => {
    const found = await find(context);
    if (found === null) return context.notFound();
    const { place, href } = found;
    return answer(context, responsibilityDesk.take(place), { refused: "Not taken on", done: href, href });
  };
  app.post("/r/:owner/:repository/:target/:sha/responsible", often, limit, keepWords(site, null, take));

  const layDown = async (context: Context<WebEnv>): Promise<Response> => {
    const found = await find(context);
    if (found === null) return context.notFound();
    const { place, href } = found;
    return answer(context, responsibilityDesk.layDown(place), {
      refused: "Not laid down",
      done: href,
      href,
    });
  };
  app.post(
    "/r/:owner/:repository/:target/:sha/responsible/lay-down",
    often,
    limit,
    keepWords(site, null, layDown),
  );

  return app;
}
