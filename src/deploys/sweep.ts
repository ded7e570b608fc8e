import type { Parts } from "./parts.js";
import type { Repository } from "./ports/repository.js";
import { wholeRepository } from "./watched-refs.js";

/** Has every repository compared with what we last judged: repairs what a lost webhook or a crash left behind. */
export async function sweep({ store, queue }: Pick<Parts, "store" | "queue">): Promise<void> {
  const repositories = await store.repositories();
  await Promise.all(repositories.map(({ id }) => queue.request({ repositoryId: id, ref: wholeRepository })));
}

/**
 * Learns which repositories the app is installed on: installation events may have been lost while it was away.
 * @throws SourceUnavailable
 */
export async function discoverRepositories({
  store,
  codeHost,
}: Pick<Parts, "store" | "codeHost">): Promise<void> {
  const [known, installed] = await Promise.all([store.repositories(), codeHost.installedRepositories()]);
  const present = new Set(installed.map(({ id }) => id));
  const gone = known.filter(({ id }) => !present.has(id)).map(({ id }: Repository) => id);
  await store.saveRepositories(installed);
  if (gone.length > 0) await store.removeRepositories(gone);
}
