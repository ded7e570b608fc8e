import { Hono, type Context } from "hono";
import { z } from "zod";
import type { AuditFilter, AuditLine } from "../../deploys/ports/audit-log.js";
import { fullName, type Repository } from "../../deploys/ports/repository.js";
import { auditCsv } from "../audit/audit-csv.js";
import { AuditPage } from "../pages/audit-page.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { WebEnv } from "../sign-in/reader.js";
import type { Site } from "../site.js";
import type { WebParts } from "../web-parts.js";
import { repositoryAddress, rowBefore, targetName } from "./address.js";
import { render } from "./render.js";

const linesPerPage = 50;
const linesAtOnce = 500;

/** What makes no sense is as if it were not there. */
const question = z.object({
  target: targetName.optional().catch(undefined),
  person: z
    .string()
    .max(100)
    .transform((text) => text.replaceAll("\0", "").trim().replace(/^@/, ""))
    .transform((login) => (login === "" ? undefined : login))
    .optional()
    .catch(undefined),
  before: rowBefore,
});

/**
 * Who did what in a repository. Not below `/r/`, and the table's address is longer than the page's: a target may be
 * called "audit", and a repository "web.csv".
 */
export function auditRoutes(
  { store, clock }: Pick<WebParts, "store" | "clock">,
  rights: ReaderRights,
  site: Site,
): Hono<WebEnv> {
  const app = new Hono<WebEnv>();

  async function asked(
    context: Context<WebEnv>,
  ): Promise<{ repository: Repository; filter: AuditFilter; before: string | undefined } | null> {
    const address = repositoryAddress.safeParse(context.req.param());
    if (!address.success) return null;
    const repository = await store.repositoryByName(address.data.owner, address.data.repository);
    if (repository === null || !(await rights.maySee(context.get("reader"), repository))) return null;
    const { target, person, before } = question.parse(context.req.query());
    return { repository, filter: { target, login: person }, before };
  }

  app.get("/audit/:owner/:repository", async (context) => {
    const found = await asked(context);
    if (found === null) return context.notFound();
    const { repository, filter, before } = found;
    const [lines, targets] = await Promise.all([
      store.auditLines(repository.id, filter, { limit: linesPerPage + 1, before }),
      store.auditTargets(repository.id),
    ]);
    const shown = lines.slice(0, linesPerPage);
    return render(
      context,
      <AuditPage
        site={site}
        repository={fullName(repository)}
        lines={shown}
        filter={filter}
        targets={targets}
        isNewest={before === undefined}
        before={lines.length > linesPerPage ? (shown.at(-1)?.id ?? null) : null}
        now={clock.now()}
      />,
    );
  });

  app.get("/audit/:owner/:repository/lines.csv", async (context) => {
    const found = await asked(context);
    if (found === null) return context.notFound();
    const { repository, filter } = found;
    const rows = auditCsv(portions(repository.id, filter), {
      repository: fullName(repository),
      now: clock.now(),
    });
    const body = ReadableStream.from(rows).pipeThrough(new TextEncoderStream());
    return context.body(body, 200, {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="audit-${repository.owner}-${repository.name}.csv"`,
    });
  });

  /** All lines, however many: never more than a portion is held. */
  async function* portions(repositoryId: number, filter: AuditFilter): AsyncGenerator<readonly AuditLine[]> {
    let before: string | undefined;
    for (;;) {
      const lines = await store.auditLines(repositoryId, filter, { limit: linesAtOnce, before });
      if (lines.length > 0) yield lines;
      if (lines.length < linesAtOnce) return;
      before = lines.at(-1)?.id;
    }
  }

  return app;
}
