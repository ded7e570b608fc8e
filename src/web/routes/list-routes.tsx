import { Hono } from "hono";
import { fullName } from "../../deploys/ports/repository.js";
import type { WebParts } from "../web-parts.js";
import { HomePage } from "../pages/home-page.js";
import { RepositoryPage } from "../pages/repository-page.js";
import type { Site } from "../site.js";
import { repositoryAddress } from "./address.js";
import { listTargets } from "./list-targets.js";
import { render } from "./render.js";

/** The pages above a single deploy: all repositories, and one of them. */
export function listRoutes({ store, clock }: Pick<WebParts, "store" | "clock">, site: Site): Hono {
  const app = new Hono();

  app.get("/", async (context) => {
    const [repositories, pending] = await Promise.all([store.repositories(), store.pendingStatuses()]);
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
    return render(context, <HomePage site={site} repositories={sorted} now={clock.now()} />);
  });

  app.get("/r/:owner/:repository", async (context) => {
    const address = repositoryAddress.safeParse(context.req.param());
    const repository = address.success
      ? await store.repositoryByName(address.data.owner, address.data.repository)
      : null;
    if (repository === null) return context.notFound();
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
