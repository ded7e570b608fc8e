import { createHash } from "node:crypto";
import type { RefRequest } from "../deploys/ports/mirror.js";
import { compileGlobs } from "../policy/compile-globs.js";
import { isRefName } from "./ref-name.js";

/** Refs that the mirror keeps for itself live here; nothing else in the copy has a name. */
const namespace = "refs/mirror";

/** A request in git's terms. */
export interface RefSelection {
  /** Full names, validated, in order, each once. */
  readonly exact: readonly string[];
  /** Full names ending in one `*`: a superset of what the globs match. */
  readonly wildcards: readonly string[];
}

/** Names that cannot exist are left out: they are absent from the answer like any other missing ref. */
export function selectRefs(request: RefRequest): RefSelection {
  const wildcards = [
    ...(request.tagPatterns ?? []).map((pattern) => wildcardOf("refs/tags/", pattern)),
    ...(request.branchPatterns ?? []).map((pattern) => wildcardOf("refs/heads/", pattern)),
  ].filter((wildcard) => isRefName(`${wildcard.slice(0, -1)}x`));
  return { exact: [...new Set(request.refs.filter(isRefName))], wildcards: [...new Set(wildcards)] };
}

export function mergeSelections(selections: readonly RefSelection[]): RefSelection {
  return {
    exact: [...new Set(selections.flatMap((selection) => selection.exact))],
    wildcards: [...new Set(selections.flatMap((selection) => selection.wildcards))],
  };
}

/** Whether a full ref name was asked for. */
export function refMatcher(request: RefRequest): (ref: string) => boolean {
  const exact = new Set(request.refs);
  const tags = globMatcher("refs/tags/", request.tagPatterns ?? []);
  const branches = globMatcher("refs/heads/", request.branchPatterns ?? []);
  return (ref) => exact.has(ref) || tags(ref) || branches(ref);
}

function globMatcher(prefix: string, patterns: readonly string[]): (ref: string) => boolean {
  if (patterns.length === 0) return () => false;
  const matches = compileGlobs(patterns);
  return (ref) => ref.startsWith(prefix) && matches(ref.slice(prefix.length));
}

/** git knows one `*` in a pattern; the rest of the glob is matched on the answer. */
function wildcardOf(prefix: string, pattern: string): string {
  const literal = pattern.split(/^!|[*?[{(\\]|[!+@]\(/, 1)[0] ?? "";
  return `${prefix}${literal}*`;
}

/**
 * Where a ref is kept. Exact ones under a digest of their name: a branch that gave way to one below it
 * (`deploy`, then `deploy/eu`) is no conflict, and no name is too long or too odd for the file system.
 */
export function keptExact(ref: string): string {
  return `${namespace}/exact/${createHash("sha256").update(ref).digest("hex").slice(0, 40)}`;
}

export function keptByWildcard(ref: string): string {
  return `${namespace}/by-pattern/${ref.slice("refs/".length)}`;
}

/** The host's name of a ref kept for a wildcard, else null. */
export function hostNameOf(kept: string): string | null {
  const prefix = `${namespace}/by-pattern/`;
  return kept.startsWith(prefix) ? `refs/${kept.slice(prefix.length)}` : null;
}

export function refspecOf(ref: string): string {
  return `+${ref}:${ref.endsWith("*") ? keptByWildcard(ref) : keptExact(ref)}`;
}
