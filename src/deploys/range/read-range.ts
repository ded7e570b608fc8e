import type { Commit, CommitSummary, Range } from "../../checker/snapshot.js";
import type { CommitGraph, LoggedCommit } from "../ports/mirror.js";
import { changeId } from "./change-id.js";
import { findBase, readLines, type Base, type Lines, type ShippedHead } from "./find-base.js";
import { pathFilter, type ChangesByCommit } from "./path-filter.js";
import { resolveReverts } from "./resolve-reverts.js";

export interface RangeRequest {
  /** 40 hexadecimal digits, as all ids here. */
  readonly head: string;
  readonly production: string;
  /** What is known of production's commits that a button made. */
  readonly shipped: readonly ShippedHead[] | Promise<readonly ShippedHead[]>;
  /** Globs of the target's paths; null: every commit counts. */
  readonly paths: readonly string[] | null;
  /** Asks the host which heads these commits of production brought live; called only where it matters. */
  readonly askShipped?: (productionShas: readonly string[]) => Promise<readonly ShippedHead[]>;
  /**
   * Told the commits of the range (newest first, path filter applied) as soon as the log is known, before it is
   * known what was reverted or has shipped. At most once; the final range never has more commits.
   */
  readonly onCommits?: (commits: readonly LoggedCommit[]) => void;
  /**
   * Whether something slow waits for the commits: then what they change is read afterwards, beside it, instead of
   * competing with the log. Not where `paths` need the changes first.
   */
  readonly commitsFirst?: boolean;
}

/** How many commits of production the host is asked about. */
const askedAtMost = 20;

/**
 * The range of a deploy: the commits reachable from head, not from the base and not from production; the commits of
 * production that the deploy would lose; and what undoes what. Independent reading runs at the same time; where
 * production is an ancestor of head, which is usual, three git processes do. Throws SourceUnavailable.
 */
export async function readRange(graph: CommitGraph, request: RangeRequest): Promise<Range> {
  const { head, production } = request;
  const guess = new AbortController();
  // First what the issues wait for; starting processes takes its time.
  const guessed = readCommits(graph, request, [production], guess.signal);
  const merging = graph.mergeBase(head, production);
  merging.catch(() => undefined);
  try {
    const upToHead = await guessed.commits.catch(() => []);
    const isAncestor = head === production || upToHead.some(({ parents }) => parents.includes(production));
    const mergeBase = isAncestor ? production : await merging;
    if (mergeBase === production) {
      const base: Base = { sha: production, reason: "production", partner: production };
      return await assemble(graph, request, base, guessed);
    }
    if (mergeBase === null) {
      return await assemble(graph, request, { sha: null, reason: "unrelated", partner: null }, guessed);
    }
    const lines = await readLines(graph, head, production, mergeBase);
    const base = await findBase(graph, head, lines, await request.shipped);
    const reading = beyond(base, lines) ? readBeyond(graph, request, base, guess) : guessed;
    const range = await assemble(graph, request, base, reading);
    return await askAgain(graph, request, { base, lines, range });
  } catch (error) {
    guess.abort();
    throw error;
  }
}

interface Reading {
  readonly commits: Promise<readonly LoggedCommit[]>;
  readonly changes: Promise<ChangesByCommit>;
}

/** Starts reading both. A reading may be abandoned, so that nobody is there for its failure. */
function readCommits(
  graph: CommitGraph,
  { head, paths, commitsFirst = false }: RangeRequest,
  without: readonly string[],
  signal?: AbortSignal,
): Reading {
  const options = signal === undefined ? {} : { signal };
  const commits = graph.log(head, without, options);
  const changes =
    commitsFirst && paths === null
      ? commits.then(() => graph.changes(head, without, options))
      : graph.changes(head, without, options);
  commits.catch(() => undefined);
  changes.catch(() => undefined);
  return { commits, changes };
}

/** What is not in production anyway needs no second look: the merge base and all below it are. */
function beyond(base: Base, lines: Lines): boolean {
  return base.sha !== lines.mergeBase;
}

function readBeyond(graph: CommitGraph, request: RangeRequest, base: Base, guess: AbortController): Reading {
  guess.abort();
  return readCommits(graph, request, [...(base.sha === null ? [] : [base.sha]), request.production]);
}

/**
 * A squash onto a production that had a hotfix leaves no equal tree: the host knows which pull request made the
 * commit, and with it the head that went live.
 */
async function askAgain(
  graph: CommitGraph,
  request: RangeRequest,
  first: { readonly base: Base; readonly lines: Lines; readonly range: Range },
): Promise<Range> {
  const { askShipped, head } = request;
  const { base, lines, range } = first;
  if (askShipped === undefined || range.behind.length === 0) return range;
  const uncovered = lines.production.map(({ sha }) => sha);
  const covered = base.partner === null ? uncovered.length : uncovered.indexOf(base.partner);
  const learned = await askShipped(uncovered.slice(0, Math.min(covered, askedAtMost)));
  if (learned.length === 0) return range;
  const better = await findBase(graph, head, lines, [...(await request.shipped), ...learned]);
  if (better.partner === base.partner && better.sha === base.sha) return range;
  const reading = readBeyond(graph, request, better, new AbortController());
  const { onCommits: _told, ...quietly } = request;
  return assemble(graph, quietly, better, reading);
}

async function assemble(
  graph: CommitGraph,
  request: RangeRequest,
  base: Base,
  reading: Reading,
): Promise<Range> {
  const touches = pathFilter(request.paths);
  const production = productionOnly(graph, request, base);
  production.catch(() => undefined);

  const commits = await reading.commits;
  if (touches === null) request.onCommits?.(commits);
  const changes = await reading.changes;
  const changesOf = (sha: string) => changes.get(sha) ?? [];
  const counted = touches === null ? commits : commits.filter(({ sha }) => touches(changesOf(sha)));
  if (touches !== null) request.onCommits?.(counted);

  const [reverts, { behind, equivalents }] = await Promise.all([
    resolveReverts(graph, commits, changes),
    production,
  ]);
  const isCounted = new Set(counted.map(({ sha }) => sha));
  return {
    base: base.sha,
    baseReason: base.reason,
    commits: counted.map(({ tree: _tree, ...commit }): Commit => {
      return {
        ...commit,
        changeId: changeId(changesOf(commit.sha)),
        alreadyShipped: equivalents.has(commit.sha),
      };
    }),
    behind,
    reverts: reverts
      .filter(({ sha }) => isCounted.has(sha))
      .map((revert) => ({ ...revert, undoes: revert.undoes.filter((sha) => isCounted.has(sha)) })),
  };
}

interface ProductionOnly {
  readonly behind: readonly CommitSummary[];
  /** Commits of either side whose patch is on the other side too. */
  readonly equivalents: ReadonlySet<string>;
}

/** What production has and head would lose: nothing, where production's tip is what the base stands for. */
async function productionOnly(
  graph: CommitGraph,
  request: RangeRequest,
  base: Base,
): Promise<ProductionOnly> {
  const { head, production, paths } = request;
  const nothing: ProductionOnly = { behind: [], equivalents: new Set() };
  if (base.partner === production) return nothing;
  const without = base.partner === null ? [head] : [head, base.partner];
  const touches = pathFilter(paths);
  const [logged, changes] = await Promise.all([
    graph.log(production, without),
    touches === null ? null : graph.changes(production, without),
  ]);
  const candidates = logged.filter(({ parents }) => parents.length < 2);
  if (candidates.length === 0) return nothing;
  const equivalents = await graph.patchEquivalents(production, head);
  const behind = candidates
    .filter(({ sha }) => !equivalents.has(sha))
    .filter(({ sha }) => touches === null || touches(changes?.get(sha) ?? []))
    .map(({ sha, message }) => ({ sha, subject: message.split("\n", 1)[0] ?? "" }));
  return { behind, equivalents };
}
