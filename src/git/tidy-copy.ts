import { countPacks } from "./mirror-folder.js";
import type { ReadGit } from "./read-git.js";

/** Each fetch adds a pack, and reading looks into all of them. */
const manyPacks = 40;

/**
 * Packs a copy anew when it has come to many packs, and writes the commit graph, which makes walking far back
 * several times faster. Reading and fetching may go on meanwhile: git removes only packs whose objects it has
 * packed, and readers that lose one look again.
 */
export async function tidyCopy(dir: string, git: ReadGit): Promise<void> {
  if ((await countPacks(dir)) > manyPacks) await git(["repack", "-a", "-d", "-q"]);
  await git(["commit-graph", "write", "--reachable", "--split", "--no-progress"]);
}
