import type { ResolvedRef } from "../deploys/ports/mirror.js";
import { GitFailure } from "./git-failure.js";
import { hostNameOf, keptByWildcard, keptExact, type RefSelection } from "./ref-selection.js";
import type { ReadGit } from "./read-git.js";

const format = ["objecttype", "objectname", "*objecttype", "*objectname", "creatordate:iso-strict", "refname"]
  .map((field) => `%(${field})`)
  .join("%00");

export interface KeptRefs {
  readonly refs: readonly ResolvedRef[];
  /** Names, in the mirror, of refs that are no longer on the host. */
  readonly stale: readonly string[];
}

/** What the selected refs point to in the mirror, under the host's names. */
export async function readKeptRefs(
  git: ReadGit,
  selection: RefSelection,
  absent: ReadonlySet<string>,
): Promise<KeptRefs> {
  const exact = new Map(selection.exact.map((ref) => [keptExact(ref), ref]));
  const patterns = [...exact.keys(), ...new Set(selection.wildcards.map(folderOf))];
  if (patterns.length === 0) return { refs: [], stale: [] };
  const output = await git(["for-each-ref", `--format=${format}`, ...patterns]);

  const refs = new Map<string, ResolvedRef>();
  const stale: string[] = [];
  for (const line of output.split("\n")) {
    const [type = "", id = "", peeledType = "", peeledId = "", createdAt = "", kept = ""] = line.split("\0");
    const ref = exact.get(kept) ?? hostNameOf(kept);
    if (ref === null) continue;
    if (absent.has(ref)) {
      stale.push(kept);
      continue;
    }
    const sha = type === "commit" ? id : peeledType === "commit" ? peeledId : await peel(git, type, id);
    const isDated = ref.startsWith("refs/tags/") && createdAt !== "";
    if (sha !== null) refs.set(ref, isDated ? { ref, sha, createdAt } : { ref, sha });
  }
  return { refs: [...refs.values()], stale };
}

/** Tags of tags; what stands for a file or a folder stands for no commit. */
async function peel(git: ReadGit, type: string, id: string): Promise<string | null> {
  if (type !== "tag") return null;
  try {
    return (await git(["rev-parse", "--verify", "--quiet", `${id}^{commit}`])).trim() || null;
  } catch (error) {
    if (error instanceof GitFailure && error.output.includes("expected commit type")) return null;
    throw error;
  }
}

function folderOf(wildcard: string): string {
  const kept = keptByWildcard(wildcard);
  return kept.slice(0, kept.lastIndexOf("/") + 1);
}
