import { Hono } from "hono";
import { fullName } from "../../deploys/ports/repository.js";
import type { WebParts } from "../web-parts.js";
import { HomePage } from "../pages/home-page.js";
import { RepositoryPage } from "../pages/repository-page.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import { repositoryAddress } from "./address.js";
import { listTargets } from "./list-targets.js";
import { render } from "./render.js";
import { visibleRepositories } from "./visible-repositories.js";

/** The pages above a single deploy: all repositories, and one of them. */
export function listRoutes(
  { store, clock, logger }: Pick<WebParts, "store" | "clock" | "logger">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  app.get("/", async (context) => {
    const [known, pending] = await Promise.all([store.repositories(), store.pendingStatuses()]);
    const { repositories, untold } = await visibleRepositories(
      { rights, logger },
      context.get("reader"),
      known,
    );
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
