import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ResolvedRef } from "../deploys/ports/mirror.js";
import { keptExact, type RefSelection } from "./ref-selection.js";

/**
 * What the selected refs point to, read from the files that git keeps them in (gitrepository-layout(5)) rather than
 * by one more process. Null where that does not tell: tags have to be peeled, and refs may be packed.
 */
export async function readLooseBranches(
  dir: string,
  { exact, wildcards }: RefSelection,
): Promise<readonly ResolvedRef[] | null> {
  if (wildcards.length > 0 || !exact.every((ref) => ref.startsWith("refs/heads/"))) return null;
  const refs = await Promise.all(
    exact.map(async (ref): Promise<ResolvedRef | null> => {
      const text = await readFile(path.join(dir, keptExact(ref)), "utf8").catch(() => "");
      const sha = /^([0-9a-f]{40})\n$/.exec(text)?.[1];
      return sha === undefined ? null : { ref, sha };
    }),
  );
  const found = refs.filter((ref) => ref !== null);
  return found.length === exact.length ? found : null;
}
