import type { FoundHead } from "../routes/find-head.js";

/** The full ref that a head is deployed from; null where it has shipped, or the branch has moved on. */
export function deployedRef({ standing, recheckRef }: FoundHead): string | null {
  return standing.kind === "open" ? recheckRef : null;
}
