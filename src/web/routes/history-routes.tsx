import { Hono } from "hono";
import { z } from "zod";
import { fullName } from "../../deploys/ports/repository.js";
import { foldEntries } from "../history/fold-entries.js";
import { HistoryPage } from "../pages/history-page.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import type { WebParts } from "../web-parts.js";
import { rowBefore, targetAddress } from "./address.js";
import { render } from "./render.js";

const entriesPerPage = 40;
const plottedMs = 183 * 24 * 60 * 60 * 1000;
const question = z.object({ before: rowBefore });

/** What became of a target's deploys. No head is called "history": a head is 40 digits. */
export function historyRoutes(
  { store, clock }: Pick<WebParts, "store" | "clock">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  app.get("/r/:owner/:repository/:target/history", async (context) => {
    const address = targetAddress.safeParse(context.req.param());
    if (!address.success) return context.notFound();
    const { owner, repository: name, target } = address.data;
    const repository = await store.repositoryByName(owner, name);
    if (repository === null || !(await rights.maySee(context.get("reader"), repository)))
      return context.notFound();
    const { before } = question.parse(context.req.query());
    const now = clock.now();
    const from = new Date(now.getTime() - plottedMs);
    const isNewest = before === undefined;
    const [entries, points, targets] = await Promise.all([
      store.history(repository.id, target, { limit: entriesPerPage + 1, before }),
      isNewest ? store.historyPoints(repository.id, target, from.toISOString()) : [],
      store.targetsOf(repository.id),
    ]);
    if (entries.length === 0 && !targets.some((known) => known.target === target)) return context.notFound();
    return render(
      context,
      <HistoryPage
        site={site}
        repository={fullName(repository)}
        target={target}
        contents={foldEntries(entries, entriesPerPage)}
        isNewest={isNewest}
        points={points}
        from={from}
        now={now}
      />,
    );
  });

  return app;
}
