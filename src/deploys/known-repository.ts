import type { Parts } from "./parts.js";
import type { Repository } from "./ports/repository.js";

/**
 * The repository as the store knows it. Installation events do not say a repository's default branch: it is asked
 * for when it is first needed.
 */
export async function recentlyKnownRepository(
  { store, codeHost }: Pick<Parts, "store" | "codeHost">,
  id: number,
): Promise<Repository | null> {
  const known = await store.repository(id);
  if (known === null || known.defaultBranch !== "") return known;
  const asked = await codeHost.repository(known);
  if (asked !== null) await store.saveRepositories([asked]);
  return asked;
}
