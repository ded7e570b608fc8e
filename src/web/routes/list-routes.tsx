import { Hono } from "hono";
import pLimit from "p-limit";
import { fullName, type Repository } from "../../deploys/ports/repository.js";
import { SourceUnavailable } from "../../deploys/ports/unavailable.js";
import type { WebParts } from "../web-parts.js";
import { HomePage } from "../pages/home-page.js";
import { RepositoryPage } from "../pages/repository-page.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { Reader, WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import { repositoryAddress } from "./address.js";
import { listTargets } from "./list-targets.js";
import { render } from "./render.js";

/** GitHub is asked about each repository, once a minute and person. */
const permissionsAtOnce = 8;

/** The pages above a single deploy: all repositories, and one of them. */
export function listRoutes(
  { store, clock, logger }: Pick<WebParts, "store" | "clock" | "logger">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  /** Those that the reader may see; where GitHub cannot tell of one, it is not among them. */
  async function visible(
    reader: Reader | undefined,
    all: readonly Repository[],
  ): Promise<{ readonly repositories: readonly Repository[]; readonly untold: number }> {
    // For each reader anew: nobody waits for what is asked about somebody else.
    const slots = pLimit(permissionsAtOnce);
    const seen = await Promise.all(
      all.map((repository) =>
        slots(() =>
          rights.maySee(reader, repository).catch((error: unknown) => {
            if (!(error instanceof SourceUnavailable)) throw error;
            logger?.error({ err: error, path: "/" }, "Cannot tell whether a repository may be shown");
            return null;
          }),
        ),
      ),
    );
    return {
      repositories: all.filter((_, at) => seen[at] === true),
      untold: seen.filter((one) => one === null).length,
    };
  }

  app.get("/", async (context) => {
    const [known, pending] = await Promise.all([store.repositories(), store.pendingStatuses()]);
    const { repositories, untold } = await visible(context.get("reader"), known);
    const listed = await Promise.all(
      repositories.map(async (repository) => ({
        name: fullName(repository),
        targets: listTargets(
          await store.targetsOf(repository.id),
          pending.filter(({ repositoryId }) => repositoryId === repository.id),
        ),
      })),
    );
    const sorted = listed.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
    return render(context, <HomePage site={site} repositories={sorted} untold={untold} now={clock.now()} />);
  });

  app.get("/r/:owner/:repository", async (context) => {
    const address = repositoryAddress.safeParse(context.req.param());
    const repository = address.success
      ? await store.repositoryByName(address.data.owner, address.data.repository)
      : null;
    if (repository === null || !(await rights.maySee(context.get("reader"), repository)))
      return context.notFound();
    const [evaluations, pending, mistakes, policy] = await Promise.all([
      store.targetsOf(repository.id),
      store.pendingStatuses(repository.id),
      store.policyMistakes(repository.id),
      store.governingPolicy(repository.id),
    ]);
    return render(
      context,
      <RepositoryPage
        site={site}
        name={fullName(repository)}
        defaultBranch={repository.defaultBranch}
        targets={listTargets(evaluations, pending)}
        mistakes={mistakes ?? []}
        hasPolicy={policy !== null}
        now={clock.now()}
      />,
    );
  });

  return app;
}
