import type { Parts } from "./parts.js";
import { wholeRepository } from "./watched-refs.js";

/** Has every repository compared with what we last judged: repairs what a lost webhook or a crash left behind. */
export async function sweep({ store, queue }: Pick<Parts, "store" | "queue">): Promise<void> {
  const repositories = await store.repositories();
  await Promise.all(repositories.map(({ id }) => queue.request({ repositoryId: id, ref: wholeRepository })));
}

/**
 * Learns which repositories the app is installed on: installation events may have been lost while it was away.
 * Forgets none: a list that is short by accident must not make a push go unanswered.
 * @throws SourceUnavailable
 */
export async function discoverRepositories({
  store,
  codeHost,
}: Pick<Parts, "store" | "codeHost">): Promise<void> {
  await store.saveRepositories(await codeHost.installedRepositories());
}
