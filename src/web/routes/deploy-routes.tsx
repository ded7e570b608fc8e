import { Hono, type Context } from "hono";
import type { z } from "zod";
import { lastPolicy } from "../../deploys/last-policy.js";
import { fullName } from "../../deploys/ports/repository.js";
import type { FixRules } from "../../policy/policy.js";
import { actionsPerMinute, atMost } from "../guards/at-most.js";
import type { LiveView } from "../live/live-view.js";
import type { WebParts } from "../web-parts.js";
import { ReportPage } from "../pages/report-page.js";
import { WaitingPage } from "../pages/waiting-page.js";
import { targetHref } from "../paths.js";
import { type ApprovalsView, readApprovals } from "../report/approvals-view.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { Reader, WebEnv } from "../sign-in/reader.js";
import { readCare } from "../sign-offs/care-view.js";
import type { Site } from "../site.js";
import { headAddress, targetAddress } from "./address.js";
import { findHead, type FoundHead } from "./find-head.js";
import { otherForm } from "./other-form.js";
import { readWishes, recheckOf } from "./reader-wishes.js";
import { refusedRecheck, refusedTooOften } from "./refusals.js";
import { render, type Markup } from "./render.js";

const jsonSuffix = /\.json$/;

/** The summary page of a head and of a target's newest head, each also as JSON, and the button on it. */
export function deployRoutes(
  {
    store,
    queue,
    clock,
    progress,
    publicUrl,
    ...caring
  }: Pick<WebParts, "store" | "queue" | "clock" | "progress" | "publicUrl" | "people" | "signIn">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const { signIn } = caring;
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
    if (head === null) return context.notFound();
    const mayRecheck = await rights.mayRecheck(context.get("reader"), head.repository);
    // The answer at this moment may be that the reader may not even see it any more.
    if (!(await rights.maySee(context.get("reader"), head.repository))) return context.notFound();
    if (!mayRecheck) return refusedRecheck(site)(context, () => Promise.resolve());
    const href = `${targetHref(fullName(head.repository), head.target)}/${head.sha}`;
    if (head.recheckRef === null) return context.redirect(href, 303);
    await queue.request({ repositoryId: head.repository.id, ref: head.recheckRef });
    return context.redirect(`${href}?requested=${clock.now().getTime()}`, 303);
  });

  async function answer(context: Context<WebEnv>, head: FoundHead, asJson: boolean): Promise<Response> {
    if (!asJson) return render(context, await pageOf(context, head));
    if (head.report !== null) return context.json(head.report);
    return context.json({ error: "There is no report of this head yet" }, 404, { "Retry-After": "2" });
  }

  async function pageOf(context: Context<WebEnv>, head: FoundHead): Promise<Markup> {
    const now = clock.now();
    const { target, sha, report, status, standing, recheckRef } = head;
    const name = fullName(head.repository);
    const wishes = readWishes(context.req.query(), now);
    const path = context.req.path;
    const other = await otherForm({ site, publicUrl, people: caring.people, head, wishes, now, path });
    if (other !== null) return other;
    if (report === null) {
      const refreshing = !wishes.holdStill;
      return (
        <WaitingPage
          site={site}
          repository={name}
          target={target}
          status={status}
          now={now}
          live={refreshing && status.state === "pending" ? liveViewOf(head, false) : null}
          refreshing={refreshing}
        />
      );
    }
    const seesRecheck = await rights.seesRecheck(context.get("reader"), head.repository);
    const isPerson = context.get("reader")?.kind === "person";
    const [care, approvals, fixes] = await Promise.all([
      readCare(caring, context.get("reader"), { ...head, report, status }),
      approvalsOf(context.get("reader"), head),
      recheckRef !== null && isPerson && seesRecheck ? fixesOf(head) : null,
    ]);
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
        care={care}
        canRecheck={recheckRef !== null && seesRecheck}
        approvals={approvals}
        fixes={fixes}
        live={recheckRef !== null && !wishes.holdStill ? liveViewOf(head, isWaiting) : null}
        refreshHref={isWaiting ? refreshHref : null}
        stillHref={isWaiting ? `?${again.toString()}` : null}
      />
    );
  }

  async function approvalsOf(
    reader: Reader | undefined,
    { repository, target, sha, report, recheckRef }: FoundHead,
  ): Promise<ApprovalsView | null> {
    if (signIn === undefined || reader?.kind !== "person" || recheckRef === null || report === null)
      return null;
    return readApprovals(signIn.approvalDesk, { repository, target, sha, person: reader.person }, report);
  }

  /** What the policy lets people put right in Jira; null where that is not known, and where the operator lets nobody. */
  async function fixesOf({ repository, target }: FoundHead): Promise<FixRules | null> {
    if (signIn === undefined || signIn.fixDesk === null) return null;
    const { policy } = lastPolicy(await store.governingPolicy(repository.id)) ?? {};
    return policy?.targets.find(({ name }) => name === target)?.fixes ?? null;
  }

  /** Null where nothing is followed. `asked`: a check is to come. */
  function liveViewOf({ repository, target, sha, mark, status }: FoundHead, asked: boolean): LiveView | null {
    if (progress === undefined) return null;
    const underWay = progress.of({ repositoryId: repository.id, target, head: sha });
    const query = new URLSearchParams({ seen: mark, ...(asked ? { asked: "1" } : {}) });
    return {
      eventsHref: `${targetHref(fullName(repository), target)}/${sha}/events?${query.toString()}`,
      isRunning: asked || underWay !== null || status?.state === "pending",
      progress: underWay,
    };
  }

  return app;
}
