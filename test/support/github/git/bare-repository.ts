import { parseCommit, type GitCommit } from "./git-commit.js";
import { LooseObjects } from "./loose-objects.js";
import { looseRefs } from "./loose-refs.js";
import { looseEntries, looseEntryAt } from "./loose-trees.js";
import type { GitOptions, GitResult, RunGit } from "./run-git.js";
import { ancestorsOf, straightRange } from "./short-history.js";

export interface RefTarget {
  /** What the ref holds: a commit, or the tag object of an annotated tag. */
  readonly object: string;
  readonly type: string;
  /** The commit, tags peeled. */
  readonly sha: string;
}

export interface TreeEntry {
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly sha: string;
  readonly size: number;
  readonly path: string;
}

export const zeroSha = "0".repeat(40);

/**
 * Reads and writes one bare repository by git's own plumbing, and without git what lies there in plain files. Commits are
 * remembered: they never change.
 */
export class BareRepository {
  readonly directory: string;
  readonly #runGit: RunGit;
  readonly #commits = new Map<string, GitCommit>();
  readonly #objects: LooseObjects;
  readonly #remembered = new Map<string, Promise<unknown>>();

  constructor(directory: string, runGit: RunGit) {
    this.directory = directory;
    this.#runGit = runGit;
    this.#objects = new LooseObjects(directory, this.#commits);
  }

  static async create(directory: string, defaultBranch: string, runGit: RunGit): Promise<BareRepository> {
    const empty = ["--bare", "--template=", `--initial-branch=${defaultBranch}`];
    await runGit("/", ["init", "--quiet", ...empty, "--", directory]);
    return new BareRepository(directory, runGit);
  }

  /** Runs git in the repository; throws GitFailed. */
  run(args: readonly string[], options?: GitOptions): Promise<GitResult> {
    return this.#runGit(this.directory, args, options);
  }

  /** Answers a question about objects, named by their ids, once: the answer never changes. */
  remember<T>(question: string, work: () => Promise<T>): Promise<T> {
    const known = this.#remembered.get(question) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = work();
    this.#remembered.set(question, answer);
    answer.catch(() => this.#remembered.delete(question));
    return answer;
  }

  async bytes(args: readonly string[], options?: GitOptions): Promise<Buffer> {
    return (await this.run(args, options)).stdout;
  }

  async text(args: readonly string[], options?: GitOptions): Promise<string> {
    return (await this.bytes(args, options)).toString("utf8").trimEnd();
  }

  /** Whether the command ends with 0 rather than 1. */
  async holds(args: readonly string[]): Promise<boolean> {
    return (await this.run(args, { accept: [0, 1] })).exitCode === 0;
  }

  /** Branches and tags by full name. */
  async refs(): Promise<ReadonlyMap<string, RefTarget>> {
    return this.#looseBranches() ?? (await this.#allRefs());
  }

  /** Null where there is anything but files that name commits. */
  #looseBranches(): ReadonlyMap<string, RefTarget> | null {
    const refs = new Map<string, RefTarget>();
    const loose = looseRefs(this.directory);
    for (const [name, sha] of loose ?? []) {
      if (this.#objects.commit(sha) === null) return null;
      refs.set(name, { object: sha, type: "commit", sha });
    }
    return loose === null ? null : refs;
  }

  async #allRefs(): Promise<ReadonlyMap<string, RefTarget>> {
    const format = "--format=%(refname)%09%(objectname)%09%(objecttype)%09%(*objectname)";
    const lines = await this.text(["for-each-ref", format, "refs/heads", "refs/tags"]);
    const refs = new Map<string, RefTarget>();
    for (const line of lines.split("\n")) {
      const [name = "", object = "", type = "", peeled = ""] = line.split("\t");
      if (name !== "") refs.set(name, { object, type, sha: peeled === "" ? object : peeled });
    }
    return refs;
  }

  /** The commits that exist among the given full ids, in the order asked. */
  async commits(shas: readonly string[]): Promise<GitCommit[]> {
    const missing = shas.filter((sha) => this.#objects.commit(sha) === null);
    if (missing.length > 0) {
      const output = await this.bytes(["cat-file", "--batch"], { input: `${missing.join("\n")}\n` });
      for (const { sha, type, content } of batchObjects(output)) {
        if (type === "commit") this.#commits.set(sha, parseCommit(sha, content));
      }
    }
    return shas.flatMap((sha) => this.#commits.get(sha) ?? []);
  }

  async commit(sha: string): Promise<GitCommit | null> {
    return (await this.commits([sha]))[0] ?? null;
  }

  /** Ids of commits reachable from `to` and from none of `without`, newest first. */
  async reachable(to: string, without: readonly string[], limit?: number): Promise<string[]> {
    const straight = straightRange(to, without, (sha) => this.#objects.commit(sha));
    if (straight !== null) return straight.slice(0, limit);
    const count = limit === undefined ? [] : [`--max-count=${limit}`];
    const input = [to, ...without.map((sha) => `^${sha}`)].join("\n");
    const output = await this.text(["rev-list", "--topo-order", ...count, "--stdin"], {
      input: `${input}\n`,
    });
    return output === "" ? [] : output.split("\n");
  }

  isAncestor(ancestor: string, descendant: string): Promise<boolean> {
    const ancestors = ancestorsOf([descendant], (sha) => this.#objects.commit(sha));
    if (ancestors !== null && this.#objects.commit(ancestor) !== null)
      return Promise.resolve(ancestors.has(ancestor));
    return this.remember(`is-ancestor ${ancestor} ${descendant}`, () =>
      this.holds(["merge-base", "--is-ancestor", ancestor, descendant]),
    );
  }

  mergeBase(a: string, b: string): Promise<string | null> {
    return this.remember(`merge-base ${a} ${b}`, async () => {
      const { stdout } = await this.run(["merge-base", a, b], { accept: [0, 1] });
      return stdout.toString().trim() || null;
    });
  }

  /** The entry at a path, or null; "" is the root tree. */
  async entry(commit: string, path: string): Promise<TreeEntry | null> {
    if (path === "") return { mode: "040000", type: "tree", sha: `${commit}^{tree}`, size: 0, path };
    const tree = this.#objects.commit(commit)?.tree;
    const loose = tree === undefined ? null : looseEntryAt(this.#objects, tree, path);
    return (loose ?? (await this.#list(["--", `:(literal)${path}`], commit)))[0] ?? null;
  }

  /** What a tree holds, one level deep, paths relative to the tree. */
  async list(tree: string): Promise<TreeEntry[]> {
    return looseEntries(this.#objects, tree) ?? this.#list([], tree);
  }

  #list(paths: readonly string[], treeish: string): Promise<TreeEntry[]> {
    return this.remember(`ls-tree ${treeish} ${paths.join(" ")}`, () => this.#readTree(paths, treeish));
  }

  async #readTree(paths: readonly string[], treeish: string): Promise<TreeEntry[]> {
    const output = await this.bytes(["ls-tree", "-z", "-l", "--full-tree", treeish, ...paths]);
    return output
      .toString("utf8")
      .split("\0")
      .flatMap((line) => {
        const parts = /^(\d+) (blob|tree|commit) ([0-9a-f]+) +(\d+|-)\t([\s\S]+)$/.exec(line);
        if (parts === null) return [];
        const [, mode = "", type, sha = "", size = "", path = ""] = parts;
        return [{ mode, type: type as TreeEntry["type"], sha, size: Number(size) || 0, path }];
      });
  }

  async blob(sha: string): Promise<Buffer> {
    const loose = this.#objects.read(sha);
    if (loose?.type === "blob") return loose.content;
    return this.remember(`blob ${sha}`, () => this.bytes(["cat-file", "blob", sha]));
  }

  /** Moves or makes a ref; fails where it is no longer at `expected`. */
  async updateRef(ref: string, sha: string, expected?: string): Promise<void> {
    await this.bytes(["update-ref", ref, sha, ...(expected === undefined ? [] : [expected])]);
  }

  async deleteRef(ref: string): Promise<void> {
    await this.bytes(["update-ref", "-d", ref]);
  }
}

/** The objects in the output of `git cat-file --batch`; missing ones are left out. */
function* batchObjects(output: Buffer): Generator<{ sha: string; type: string; content: Buffer }> {
  for (let at = 0; at < output.length;) {
    const lineEnd = output.indexOf("\n", at);
    const [sha = "", type = "", size = ""] = output.toString("utf8", at, lineEnd).split(" ");
    at = lineEnd + 1;
    if (size === "") continue;
    yield { sha, type, content: output.subarray(at, at + Number(size)) };
    at += Number(size) + 1;
  }
}
