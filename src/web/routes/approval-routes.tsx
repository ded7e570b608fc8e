import { Hono, type Context } from "hono";
import { bodyLimit } from "hono/body-limit";
import { z } from "zod";
import type { ApprovalOutcome, ApprovalPlace } from "../../access/approve-findings.js";
import { actionsPerMinute, atMost } from "../guards/at-most.js";
import { ApprovalTroublePage } from "../pages/approval-trouble-page.js";
import { approvalSpans, longestReason } from "../report/approve-form.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { SignInParts } from "../sign-in/sign-in-parts.js";
import type { Site } from "../site.js";
import type { WebParts } from "../web-parts.js";
import { findActedOn } from "./find-acted-on.js";
import { keepWords } from "./keep-words.js";
import { refusedTooOften } from "./refusals.js";
import { render } from "./render.js";

const mostFindings = 2_000;
/** 2,000 fingerprints of 64 digits, and a reason in any script. */
const mostBytes = 512 * 1024;

const fingerprint = z.string().regex(/^[0-9a-f]{64}$/);
const spans = approvalSpans.map(({ seconds }) => (seconds === null ? "" : String(seconds)));
const wish = z.object({
  finding: z
    .union([fingerprint.transform((one) => [one]), z.array(fingerprint).min(1).max(mostFindings)])
    .optional(),
  // A browser sends line ends as two characters, and counts them as one.
  reason: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").replaceAll("\0", "").trim())
    .pipe(z.string().max(longestReason)),
  for: z.enum(spans).default(""),
});
const withdrawal = z.object({ finding: fingerprint });

/** What people do about what is wrong: approve it, and take that back. */
export function approvalRoutes(
  { store, clock }: Pick<WebParts, "store" | "clock">,
  { approvalDesk }: Pick<SignInParts, "approvalDesk">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const often = atMost(actionsPerMinute, refusedTooOften(site));
  const limit = bodyLimit({ maxSize: mostBytes });

  /** Null where there is nothing that this reader may see. */
  async function placeOf(context: Context<WebEnv>): Promise<{ place: ApprovalPlace; href: string } | null> {
    const found = await findActedOn(context, store, rights);
    if (found === null) return null;
    const { head, person, href } = found;
    const { repository, target, sha, recheckRef: ref } = head;
    return ref === null ? null : { place: { repository, target, sha, ref, person }, href };
  }

  function trouble(
    context: Context<WebEnv>,
    status: 400 | 403 | 409,
    { title, words, reason = "", href }: { title: string; words: string; reason?: string; href: string },
  ): Response | Promise<Response> {
    return render(
      context,
      <ApprovalTroublePage site={site} title={title} words={words} reason={reason} href={href} />,
      status,
    );
  }

  function answer(
    context: Context<WebEnv>,
    outcome: ApprovalOutcome,
    { href, reason = "" }: { href: string; reason?: string },
  ): Response | Promise<Response> {
    if (outcome.kind === "done") return context.redirect(`${href}?requested=${clock.now().getTime()}`, 303);
    if (outcome.kind === "refused")
      return trouble(context, 403, { title: "Not approved", words: `${outcome.why}.`, reason, href });
    const words =
      outcome.gone === 1
        ? "One of the findings is not what the page showed any more: it changed, went away, or was dealt with by somebody else. Nothing was done; look at the deploy again."
        : `${outcome.gone} of the findings are not what the page showed any more: they changed, went away, or were dealt with by somebody else. Nothing was done; look at the deploy again.`;
    return trouble(context, 409, { title: "The deploy has changed", words, reason, href });
  }

  const approve = async (context: Context<WebEnv>): Promise<Response> => {
    const found = await placeOf(context);
    if (found === null) return context.notFound();
    const { place, href } = found;
    const parsed = wish.safeParse(await context.req.parseBody({ all: true }));
    if (!parsed.success) {
      const words = `The form could not be read. A reason has at most ${longestReason} characters.`;
      return trouble(context, 400, { title: "Not approved", words, href });
    }
    const { finding: findings = [], reason, for: span } = parsed.data;
    if (findings.length === 0)
      return trouble(context, 400, {
        title: "Nothing is marked",
        words: "Mark at least one finding.",
        reason,
        href,
      });
    if (reason === "") {
      const words =
        "Write why it may ship all the same: whoever looks at this deploy later will want to know.";
      return trouble(context, 400, { title: "A reason is missing", words, href });
    }
    const forSeconds = span === "" ? null : Number(span);
    return answer(context, await approvalDesk.approve(place, { findings, reason, forSeconds }), {
      href,
      reason,
    });
  };
  app.post("/r/:owner/:repository/:target/:sha/approve", often, limit, keepWords(site, "reason", approve));

  const withdraw = async (context: Context<WebEnv>): Promise<Response> => {
    const found = await placeOf(context);
    if (found === null) return context.notFound();
    const { place, href } = found;
    const parsed = withdrawal.safeParse(await context.req.parseBody());
    if (!parsed.success)
      return trouble(context, 400, { title: "Not withdrawn", words: "The form could not be read.", href });
    return answer(context, await approvalDesk.withdraw(place, parsed.data.finding), { href });
  };
  app.post("/r/:owner/:repository/:target/:sha/withdraw", often, limit, keepWords(site, null, withdraw));

  return app;
}
