import { Hono } from "hono";
import { z } from "zod";
import { fullName } from "../../deploys/ports/repository.js";
import { searchTerms } from "../../deploys/search-terms.js";
import { SearchPage } from "../pages/search-page.js";
import { longestQuestion } from "../search/search-form.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import type { WebParts } from "../web-parts.js";
import { render } from "./render.js";
import { visibleRepositories } from "./visible-repositories.js";

const mostHits = 50;
const question = z.object({
  q: z
    .string()
    .transform((text) => text.trim().slice(0, longestQuestion))
    .catch(""),
});

/** "When did STORY-12 ship?", over all that the reader may see. */
export function searchRoutes(
  { store, clock, logger }: Pick<WebParts, "store" | "clock" | "logger">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  app.get("/search", async (context) => {
    const { q } = question.parse(context.req.query());
    const terms = searchTerms(q);
    const { repositories, untold } =
      terms.length === 0
        ? { repositories: [], untold: 0 }
        : await visibleRepositories({ rights, logger }, context.get("reader"), await store.repositories());
    const names = new Map(repositories.map((repository) => [repository.id, fullName(repository)]));
    const hits = await store.searchDeploys([...names.keys()], terms, mostHits + 1);
    return render(
      context,
      <SearchPage
        site={site}
        question={q}
        isQuestion={terms.length > 0}
        hits={hits
          .slice(0, mostHits)
          .map((hit) => ({ ...hit, repository: names.get(hit.repositoryId) ?? "" }))}
        hasMore={hits.length > mostHits}
        untold={untold}
        now={clock.now()}
      />,
    );
  });

  return app;
}
