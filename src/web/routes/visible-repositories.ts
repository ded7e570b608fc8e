import pLimit from "p-limit";
import type { Repository } from "../../deploys/ports/repository.js";
import { SourceUnavailable } from "../../deploys/ports/unavailable.js";
import type { ReaderRights } from "../sign-in/reader-rights.js";
import type { Reader } from "../sign-in/reader.js";
import type { WebLogger } from "../web-parts.js";

/** GitHub is asked about each repository, once a minute and person. */
const permissionsAtOnce = 8;

/** Those that the reader may see; where GitHub cannot tell of one, it is not among them, and counted. */
export async function visibleRepositories(
  { rights, logger }: { readonly rights: ReaderRights; readonly logger: WebLogger | undefined },
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
          logger?.error({ err: error }, "Cannot tell whether a repository may be shown");
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
