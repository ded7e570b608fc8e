import type { Range } from "../../checker/snapshot.js";
import type { CommitGraph } from "../ports/mirror.js";

/** "Production's commit `productionSha` brought `headSha` live." */
export interface ShippedHead {
  readonly productionSha: string;
  readonly headSha: string;
}

export interface Base {
  readonly sha: string | null;
  readonly reason: Range["baseReason"];
  /** The commit of production that holds the same as the base; what lies below it is not lost by the deploy. */
  readonly partner: string | null;
}

export interface Lines {
  /** First-parent lines down to the merge base: production's without it, head's with it. Newest first. */
  readonly production: readonly { readonly sha: string; readonly tree: string }[];
  readonly head: readonly { readonly sha: string; readonly tree: string }[];
  readonly mergeBase: string;
}

/** How far back production's and head's lines are compared, in commits. */
const longestLine = 5_000;

export async function readLines(
  graph: CommitGraph,
  head: string,
  production: string,
  mergeBase: string,
): Promise<Lines> {
  const [productionLine, headLine, end] = await Promise.all([
    graph.firstParentLine(production, mergeBase, longestLine),
    graph.firstParentLine(head, mergeBase, longestLine),
    graph.firstParentLine(mergeBase, null, 1),
  ]);
  return { production: productionLine, head: [...headLine, ...end], mergeBase };
}

/**
 * Where the range starts when production is not an ancestor of head, because a merge, squash or rebase button wrote
 * commits of its own: at the newest commit on head's line that production's newest possible commit stands for, since
 * their trees are equal or the push that moved production was recorded with it. Else at the merge base.
 */
export async function findBase(
  graph: Pick<CommitGraph, "isAncestor">,
  head: string,
  lines: Lines,
  shipped: readonly ShippedHead[],
): Promise<Base> {
  const positions = new Map(lines.head.map(({ sha }, index) => [sha, index]));
  const newestWithTree = new Map(lines.head.toReversed().map(({ sha, tree }) => [tree, sha]));
  const position = (sha: string) => positions.get(sha) ?? Infinity;

  for (const { sha: partner, tree } of lines.production) {
    const sameTree = newestWithTree.get(tree);
    const recorded = shipped.filter(({ productionSha }) => productionSha === partner);
    const reached = await ancestorsOf(graph, head, positions, recorded);
    const newest = reached.toSorted((a, b) => position(a) - position(b))[0];
    if (sameTree !== undefined && (newest === undefined || position(sameTree) < position(newest)))
      return { sha: sameTree, reason: "same-tree", partner };
    if (newest !== undefined) return { sha: newest, reason: "shipped", partner };
  }
  return { sha: lines.mergeBase, reason: "merge-base", partner: null };
}

/** The recorded heads that are still part of head's history; others were rewritten since. */
async function ancestorsOf(
  graph: Pick<CommitGraph, "isAncestor">,
  head: string,
  onLine: ReadonlyMap<string, number>,
  records: readonly ShippedHead[],
): Promise<string[]> {
  const heads = [...new Set(records.map(({ headSha }) => headSha))];
  const included = await Promise.all(
    heads.map((sha) => (onLine.has(sha) ? Promise.resolve(true) : graph.isAncestor(sha, head))),
  );
  return heads.filter((_, index) => included[index]);
}
