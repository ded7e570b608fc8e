import { setTimeout as delay } from "node:timers/promises";
import type { CommitGraph, ResolvedRef } from "../deploys/ports/mirror.js";
import { fullName, type Repository } from "../deploys/ports/repository.js";
import { createCommitGraph } from "./commit-graph.js";
import { fetchObjects, fetchRefs, proveToBeGit, type RemoteGit } from "./fetch-refs.js";
import { basic, mirrorEnvironment } from "./git-environment.js";
import { gitUnavailable, isRefused, mayPass } from "./git-unavailable.js";
import { readKeptRefs } from "./kept-refs.js";
import { readLooseBranches } from "./loose-branches.js";
import { isDamage, isLocked } from "./mirror-damage.js";
import {
  discardMirrorFolder,
  ensureMirrorFolder,
  removeLeftovers,
  removeStaleLocks,
} from "./mirror-folder.js";
import type { MirrorOptions, MirrorTimeouts } from "./mirror-options.js";
import type { ReadGit } from "./read-git.js";
import type { RefSelection } from "./ref-selection.js";
import { parseRemoteRefs, remoteRefPatterns } from "./remote-refs.js";
import { type RunGit, runGit } from "./run-git.js";
import { tidyCopy } from "./tidy-copy.js";
import type { Turns } from "./turns.js";

/** How long (ms) locks of other processes are waited for; longer than a lock takes to count as left behind. */
const lockPatienceMs = 15_000;
/** After this long a failed fetch is tried again, once, before anybody hears of it. */
const secondTryAfterMs = 1_000;

/** One repository's copy on disk: brought up to date, read, mended, tidied. */
export class MirrorCopy {
  /** How often it was thrown away: of several readers that meet the same damage, one mends it. */
  private generation = 0;
  private isOpen = false;

  private readonly dir: string;
  /** As it is called now: names change, ids do not. */
  repository: Repository;
  private readonly turns: Turns;
  private readonly options: MirrorOptions & { readonly timeouts: MirrorTimeouts };
  private readonly runGit: RunGit;

  constructor(
    dir: string,
    repository: Repository,
    turns: Turns,
    options: MirrorOptions & { readonly timeouts: MirrorTimeouts },
  ) {
    this.dir = dir;
    this.repository = repository;
    this.turns = turns;
    this.options = options;
    this.runGit = options.runGit ?? runGit;
  }

  /** Fetches what was selected and returns it, as far as it exists. In turn: one at a time. */
  async update(selection: RefSelection): Promise<readonly ResolvedRef[]> {
    const doing = `fetch ${fullName(this.repository)}`;
    try {
      return await this.fetch(selection);
    } catch (error) {
      if (!(await isDamage(error, this.dir, new Set()))) throw gitUnavailable(error, doing);
      this.options.logger?.warn(
        { err: error, repository: fullName(this.repository) },
        "Mirror is damaged: cloning again",
      );
    }
    try {
      await this.discard();
      return await this.fetch(selection);
    } catch (error) {
      throw gitUnavailable(error, doing);
    }
  }

  /**
   * Reads the copy. `synced`: the commits that it was synced to. `refetch` brings it back after it was found
   * damaged and thrown away.
   */
  graph(synced: ReadonlySet<string>, refetch: () => Promise<unknown>): CommitGraph {
    const git: ReadGit = async (args, options = {}) => {
      const { generation } = this;
      try {
        return await this.read(args, options);
      } catch (error) {
        const isHurt = await isDamage(error, this.dir, synced);
        // Another reader may have thrown it away meanwhile: then this one only lost the ground under its feet.
        if (!isHurt && this.generation === generation) throw error;
        await this.turns.take(this.repository.id, async () => {
          if (this.generation === generation) await this.discard();
        });
        await refetch();
        return this.read(args, options);
      }
    };
    const fetchBlobs = async (ids: readonly string[]) => fetchObjects(await this.remote("noop"), ids);
    return createCommitGraph({ git, name: fullName(this.repository), fetchBlobs });
  }

  async remoteRefs(selection: RefSelection): Promise<readonly ResolvedRef[]> {
    const patterns = remoteRefPatterns(selection);
    if (patterns.length === 0) return [];
    try {
      await ensureMirrorFolder(this.dir);
      const git = await this.remote();
      const refs = parseRemoteRefs(await git(["ls-remote", "--quiet", "origin", ...patterns]));
      if (refs.length === 0) await proveToBeGit(git);
      return refs;
    } catch (error) {
      throw gitUnavailable(error, `list the branches of ${fullName(this.repository)}`);
    }
  }

  async discard(): Promise<void> {
    this.generation += 1;
    await discardMirrorFolder(this.dir);
  }

  async tidy(): Promise<void> {
    await removeLeftovers(this.dir, new Date());
    await tidyCopy(this.dir, this.read);
  }

  private async fetch(selection: RefSelection): Promise<readonly ResolvedRef[]> {
    await ensureMirrorFolder(this.dir);
    if (!this.isOpen) await removeLeftovers(this.dir, new Date());
    this.isOpen = true;
    const git = await this.remote();
    const absent = await this.pastLocks(() => fetchRefs(git, selection));
    const loose = absent.size === 0 ? await readLooseBranches(this.dir, selection) : null;
    if (loose !== null) return loose;
    const { refs, stale } = await readKeptRefs(this.read, selection, absent);
    if (refs.length === 0 && selection.exact.length + selection.wildcards.length > 0) await proveToBeGit(git);
    const deletions = stale.map((name) => `delete ${name}\n`).join("");
    if (deletions !== "")
      await this.pastLocks(() => this.read(["update-ref", "--stdin"], { input: deletions }));
    return refs;
  }

  private readonly read: ReadGit = (args, options = {}) =>
    this.runGit({
      ...options,
      dir: this.dir,
      args,
      environment: mirrorEnvironment(this.options.environment ?? {}, null),
      idleTimeoutMs: this.options.timeouts.idleMs,
    });

  /** git with access to the host, by a token of its own, for one fetch. */
  private async remote(negotiation: "consecutive" | "noop" = "consecutive"): Promise<RemoteGit> {
    const { environment = {}, timeouts, originFor, tokenFor, sleep = delay } = this.options;
    const given = await tokenFor(this.repository);
    // curl gives up first: it ends its connections in order and says why.
    const idleSeconds = Math.max(1, Math.floor((timeouts.idleMs * 0.8) / 1000));
    const signal = AbortSignal.timeout(timeouts.fetchMs);
    const run = (token: string, [args, input]: Parameters<RemoteGit>): Promise<string> => {
      const access = { url: originFor(this.repository), token, idleSeconds, negotiation };
      return this.runGit({
        dir: this.dir,
        args,
        signal,
        environment: mirrorEnvironment(environment, access),
        idleTimeoutMs: timeouts.idleMs,
        secrets: token === "" ? [] : [token, basic(token).slice("Basic ".length)],
        ...(input === undefined ? {} : { input }),
      });
    };
    return (...command) =>
      run(given, command).catch(async (error: unknown) => {
        // A token can be revoked before it expires: when permissions change, or the app is installed anew.
        if (isRefused(error) && given !== "") return run(await tokenFor(this.repository, given), command);
        if (!mayPass(error)) throw error;
        await sleep(secondTryAfterMs);
        return run(given, command);
      });
  }

  /** Repeats what met another process's lock, and removes locks that a killed process left behind. */
  private async pastLocks<T>(task: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + lockPatienceMs;
    for (;;) {
      try {
        return await task();
      } catch (error) {
        if (!isLocked(error) || Date.now() > deadline) throw error;
        const wait = await removeStaleLocks(this.dir, new Date());
        await delay(Math.min(wait + 10, 250));
      }
    }
  }
}
