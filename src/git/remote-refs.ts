import type { ResolvedRef } from "../deploys/ports/mirror.js";
import type { RefSelection } from "./ref-selection.js";

/** The arguments of `git ls-remote` for a selection; `^{}` is how it calls what an annotated tag points to. */
export function remoteRefPatterns({ exact, wildcards }: RefSelection): string[] {
  return [
    ...exact.flatMap((ref) => (ref.startsWith("refs/tags/") ? [ref, `${ref}^{}`] : [ref])),
    ...wildcards,
  ];
}

/** Reads `git ls-remote`: annotated tags peeled. */
export function parseRemoteRefs(output: string): ResolvedRef[] {
  const refs = new Map<string, string>();
  for (const line of output.split("\n")) {
    const [sha = "", name = ""] = line.split("\t");
    if (!/^[0-9a-f]{40}$/.test(sha) || !name.startsWith("refs/")) continue;
    refs.set(name.replace(/\^\{\}$/, ""), sha);
  }
  return [...refs].map(([ref, sha]) => ({ ref, sha }));
}
