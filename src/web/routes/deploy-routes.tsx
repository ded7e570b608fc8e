import { Hono, type Context } from "hono";
import type { z } from "zod";
import { fullName } from "../../deploys/ports/repository.js";
import { actionsPerMinute, atMost } from "../guards/at-most.js";
import type { WebParts } from "../web-parts.js";
import { ReportPage } from "../pages/report-page.js";
import { WaitingPage } from "../pages/waiting-page.js";
import { targetHref } from "../paths.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import { headAddress, targetAddress } from "./address.js";
import { findHead, type FoundHead } from "./find-head.js";
import { readWishes, recheckOf } from "./reader-wishes.js";
import { refusedTooOften } from "./refusals.js";
import { render, type Markup } from "./render.js";

const jsonSuffix = /\.json$/;

/** The summary page of a head and of a target's newest head, each also as JSON, and the button on it. */
export function deployRoutes(
  { store, queue, clock }: Pick<WebParts, "store" | "queue" | "clock">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const limit = atMost(actionsPerMinute, refusedTooOften(site));

  /** Null also where the reader may not see it: it looks as if it were not there. */
  async function findFor(
    context: Context<WebEnv>,
    question: z.infer<typeof targetAddress> & { readonly sha?: string },
  ): Promise<FoundHead | null> {
    const repository = await store.repositoryByName(question.owner, question.repository);
    if (repository === null || !(await rights.maySee(context.get("reader"), repository))) return null;
    return findHead(store, repository, question);
  }

  app.get("/r/:owner/:repository/:target", async (context) => {
    const { target, ...rest } = context.req.param();
    const address = targetAddress.safeParse({ ...rest, target: target.replace(jsonSuffix, "") });
    const head = address.success ? await findFor(context, address.data) : null;
    return head === null ? context.notFound() : answer(context, head, jsonSuffix.test(target));
  });

  app.get("/r/:owner/:repository/:target/:sha", async (context) => {
    const { sha, ...rest } = context.req.param();
    const address = headAddress.safeParse({ ...rest, sha: sha.replace(jsonSuffix, "") });
    const head = address.success ? await findFor(context, address.data) : null;
    return head === null ? context.notFound() : answer(context, head, jsonSuffix.test(sha));
  });

  app.post("/r/:owner/:repository/:target/:sha/recheck", limit, async (context) => {
    const address = headAddress.safeParse(context.req.param());
    const head = address.success ? await findFor(context, address.data) : null;
    if (head === null || !(await rights.mayRecheck(context.get("reader"), head.repository)))
      return context.notFound();
    const href = `${targetHref(fullName(head.repository), head.target)}/${head.sha}`;
    if (head.recheckRef === null) return context.redirect(href, 303);
    await queue.request({ repositoryId: head.repository.id, ref: head.recheckRef });
    return context.redirect(`${href}?requested=${clock.now().getTime()}`, 303);
  });

  function answer(context: Context<WebEnv>, head: FoundHead, asJson: boolean): Response | Promise<Response> {
    if (!asJson) return render(context, pageOf(context, head));
    if (head.report !== null) return context.json(head.report);
    return context.json({ error: "There is no report of this head yet" }, 404, { "Retry-After": "2" });
  }

  function pageOf(context: Context<WebEnv>, head: FoundHead): Markup {
    const now = clock.now();
    const { target, sha, report, status, standing, recheckRef } = head;
    const name = fullName(head.repository);
    const wishes = readWishes(context.req.query(), now);
    if (report === null) {
      const refreshing = !wishes.holdStill;
      return (
        <WaitingPage
          site={site}
          repository={name}
          target={target}
          status={status}
          now={now}
          refreshing={refreshing}
        />
      );
    }
    const recheck = recheckOf(wishes, report, status?.state === "pending");
    const isWaiting = (recheck === "requested" || recheck === "running") && !wishes.holdStill;
    const again = new URLSearchParams(wishes.lists);
    if (wishes.requestedAt !== null) again.set("requested", String(wishes.requestedAt));
    const refreshHref = `${targetHref(name, target)}/${sha}?${again.toString()}`;
    again.set("refresh", "off");
    return (
      <ReportPage
        site={site}
        repository={name}
        report={report}
        now={now}
        query={wishes.lists}
        standing={standing}
        recheck={recheck}
        canRecheck={recheckRef !== null}
        canApprove={recheckRef !== null && context.get("reader")?.kind === "person"}
        refreshHref={isWaiting ? refreshHref : null}
        stillHref={isWaiting ? `?${again.toString()}` : null}
      />
    );
  }

  return app;
}
