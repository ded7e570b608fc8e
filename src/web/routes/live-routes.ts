import { Hono, type Context } from "hono";
import { z } from "zod";
import type { Repository } from "../../deploys/ports/repository.js";
import { SourceUnavailable } from "../../deploys/ports/unavailable.js";
import { statusContext } from "../../policy/match-target.js";
import { followCheck, type HeadNews, type LiveMessage, type LiveTiming } from "../live/follow-check.js";
import { markOf } from "../live/mark-of.js";
import { createStreamPlaces, type StreamBounds } from "../live/stream-places.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { WebParts } from "../web-parts.js";
import { headAddress } from "./address.js";

const question = z.object({
  seen: z.string().regex(/^[\w-]{16}$/),
  asked: z.literal("1").optional(),
});

/** What a follower of checks needs beside the site's other parts. */
export interface LiveParts {
  readonly board: NonNullable<WebParts["progress"]>;
  /** Aborted when the service stops: streams end then, so that nobody waits for them. */
  readonly stopping: AbortSignal;
  readonly timing?: Partial<LiveTiming>;
  readonly bounds?: StreamBounds;
}

/** How the checks of a head go, as a stream of events for its page. */
export function liveRoutes(
  { store, logger }: Pick<WebParts, "store" | "logger">,
  { board, stopping, timing = {}, bounds }: LiveParts,
  rights: ReaderRights,
  isStillReader: (context: Context<WebEnv>) => Promise<boolean>,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  const places = createStreamPlaces(bounds);

  async function newsOf(
    repository: Repository,
    target: string,
    sha: string,
  ): Promise<HeadNews & { readonly isKnown: boolean }> {
    const [open, status] = await Promise.all([
      store.openDeploys(repository.id),
      store.status(repository.id, sha, statusContext(target)),
    ]);
    const deploys = open.filter((deploy) => deploy.target === target);
    return {
      mark: markOf({ sha, deploys, status }),
      isPending: status?.state === "pending",
      isKnown: status !== null || deploys.some((deploy) => deploy.headSha === sha),
    };
  }

  app.get("/r/:owner/:repository/:target/:sha/events", async (context) => {
    const address = headAddress.safeParse(context.req.param());
    if (!address.success) return context.notFound();
    const { owner, repository: name, target, sha } = address.data;
    const reader = context.get("reader");
    const repository = await store.repositoryByName(owner, name);
    if (repository === null || !(await rights.maySee(reader, repository))) return context.notFound();
    if (!(await newsOf(repository, target, sha)).isKnown) return context.notFound();
    const asked = question.safeParse(context.req.query());
    if (!asked.success) return context.text("What does the page show? (seen)\n", 400);

    const wanted = new AbortController();
    const who = reader?.kind === "person" ? `person ${reader.person.id}` : "this machine";
    const place = places.take(who, () => wanted.abort());
    if (typeof place === "string") {
      context.header("Retry-After", "30");
      return context.text(`${refusals[place]}\n`, place === "too many in all" ? 503 : 429);
    }
    const left = new AbortController();
    const following = {
      head: { repositoryId: repository.id, target, head: sha },
      seen: asked.data.seen,
      asked: asked.data.asked !== undefined,
      board,
      news: () => newsOf(repository, target, sha),
      maySee: async () => (await isStillReader(context)) && rights.maySee(reader, repository),
      left: left.signal,
      stopping: AbortSignal.any([stopping, wanted.signal]),
      timing,
    };
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const send = (message: LiveMessage): void => {
          if (!left.signal.aborted) controller.enqueue(encoder.encode(eventText(message)));
        };
        void followCheck({ ...following, send })
          .catch((error: unknown) => {
            if (!(error instanceof SourceUnavailable))
              logger?.error({ err: error, path: context.req.path }, "A page could not be kept up to date");
            send({ event: "over", data: "later" });
          })
          .finally(() => {
            place();
            if (!left.signal.aborted) controller.close();
          });
      },
      cancel: () => left.abort(),
    });
    return context.body(body, 200, {
      "Content-Type": "text/event-stream",
      // Neither our compression nor a proxy's may hold words back.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
      // Nothing keeps a stopping server from ending when the stream has.
      Connection: "close",
    });
  });

  return app;
}

const refusals = {
  "too many of theirs": "You follow as many pages as one person may at the same moment.",
  "too many in all": "As many pages are followed as the service can serve at the same moment.",
} as const;

function eventText(message: LiveMessage): string {
  return message === null ? ": still here\n\n" : `event: ${message.event}\ndata: ${message.data}\n\n`;
}
