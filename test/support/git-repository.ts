import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SyncGitShell } from "./git-shell/sync-git-shell.js";

export interface CommitSpec {
  readonly message?: string | Buffer;
  /** What the commit writes, by path; null deletes. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
  /** SHAs, branch names, or indices into the same batch. Default: the branch's tip. */
  readonly parents?: readonly (string | number)[];
  /** Default: "main". */
  readonly branch?: string;
  readonly author?: { readonly name: string; readonly email: string };
  /** Seconds since 1970; default: a minute after the commit before. */
  readonly date?: number;
  /** The charset the commit declares for its message. */
  readonly encoding?: string;
}

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly path: string;
}

const absent = "0".repeat(40);
const start = Date.UTC(2026, 9, 1, 8) / 1000;
const defaultAuthor = { name: "Ada Lovelace", email: "ada@example.com" };

/** The environment of git in tests: no configuration from outside, fixed identity. */
export const gitTestEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_AUTHOR_NAME: defaultAuthor.name,
  GIT_AUTHOR_EMAIL: defaultAuthor.email,
  GIT_COMMITTER_NAME: defaultAuthor.name,
  GIT_COMMITTER_EMAIL: defaultAuthor.email,
};

/** One for all repositories, from the first one on. */
let shell: SyncGitShell | null = null;

/**
 * A real git repository in a temporary folder, written with `git fast-import`: a few milliseconds a commit,
 * the same SHAs on every run. There is no working tree. Everything is synchronous.
 */
export class GitRepository {
  readonly dir: string;
  private clock = start;

  constructor(
    options: { readonly dir?: string; readonly bare?: boolean; readonly defaultBranch?: string } = {},
  ) {
    this.dir = options.dir ?? mkdtempSync(path.join(tmpdir(), "git-repository-"));
    const branch = options.defaultBranch ?? "main";
    this.git("init", "-q", `--initial-branch=${branch}`, ...(options.bare ? ["--bare"] : []), ".");
  }

  git(...args: readonly string[]): string {
    return this.run(args).toString("utf8").trimEnd();
  }

  private run(args: readonly string[], input?: Buffer): Buffer {
    shell ??= new SyncGitShell();
    const command = { directory: this.dir, args, env: gitTestEnvironment };
    const { exitCode, stdout, stderr } = shell.run(command, input);
    if (exitCode !== 0) throw new Error(`git ${args.join(" ")}: ${stderr.toString()}${stdout.toString()}`);
    return stdout;
  }

  /** The SHA of a branch, tag or any revision; null where it does not exist. */
  tip(revision: string): string | null {
    try {
      return this.git("rev-parse", "--verify", "--quiet", `${revision}^{commit}`);
    } catch {
      return null;
    }
  }

  commit(spec: CommitSpec = {}): string {
    return this.commits([spec])[0]!;
  }

  /** Many commits with one process. */
  commits(specs: readonly CommitSpec[]): readonly string[] {
    return this.import(specs.map((spec) => ({ spec, entries: [] })));
  }

  private import(
    items: readonly { readonly spec: CommitSpec; readonly entries: readonly Entry[] }[],
  ): string[] {
    const chunks: (string | Buffer)[] = [];
    const tips = new Map<string, string>();
    for (const [index, { spec, entries }] of items.entries()) {
      const branch = spec.branch ?? "main";
      const parents = (spec.parents ?? this.tipParents(tips, branch)).map((parent) =>
        typeof parent === "number" ? `:${parent + 1}` : parent.startsWith(":") ? parent : this.sha(parent),
      );
      tips.set(branch, `:${index + 1}`);
      const { name, email } = spec.author ?? defaultAuthor;
      this.clock = spec.date ?? this.clock + 60;
      const who = `${name} <${email}> ${this.clock} +0200`;
      if (!spec.parents?.length && parents.length === 0) chunks.push(`reset refs/heads/${branch}\n`);
      chunks.push(`commit refs/heads/${branch}\nmark :${index + 1}\nauthor ${who}\ncommitter ${who}\n`);
      if (spec.encoding) chunks.push(`encoding ${spec.encoding}\n`);
      chunks.push(...data(spec.message ?? `Commit ${index + 1}`));
      parents.forEach((parent, at) => chunks.push(`${at === 0 ? "from" : "merge"} ${parent}\n`));
      for (const entry of entries)
        chunks.push(
          entry.id === absent
            ? `D ${quote(entry.path)}\n`
            : `M ${entry.mode} ${entry.id} ${quote(entry.path)}\n`,
        );
      for (const [file, content] of Object.entries(spec.files ?? {})) {
        if (content === null) chunks.push(`D ${quote(file)}\n`);
        else chunks.push(`M 100644 inline ${quote(file)}\n`, ...data(content));
      }
      chunks.push("\n");
    }
    items.forEach((_, index) => chunks.push(`get-mark :${index + 1}\n`));
    const input = Buffer.concat(
      chunks.map((chunk) => (typeof chunk === "string" ? Buffer.from(chunk) : chunk)),
    );
    return this.run(["fast-import", "--quiet", "--force"], input).toString("latin1").trim().split("\n");
  }

  private tipParents(tips: ReadonlyMap<string, string>, branch: string): readonly string[] {
    const tip = tips.get(branch) ?? this.tip(`refs/heads/${branch}`);
    return tip === null ? [] : [tip];
  }

  private sha(revision: string): string {
    const sha = this.tip(revision);
    if (sha === null) throw new Error(`No such revision: ${revision}`);
    return sha;
  }

  /** Creates or moves a branch. */
  branch(name: string, revision = "main"): string {
    const sha = this.sha(revision);
    this.git("update-ref", `refs/heads/${name}`, sha);
    return sha;
  }

  deleteBranch(name: string): void {
    this.git("update-ref", "-d", `refs/heads/${name}`);
  }

  tag(
    name: string,
    revision = "main",
    options: { readonly annotated?: boolean; readonly date?: number } = {},
  ): string {
    const sha = this.sha(revision);
    if (!options.annotated) this.git("update-ref", `refs/tags/${name}`, sha);
    else {
      const who = `${defaultAuthor.name} <${defaultAuthor.email}> ${options.date ?? this.clock} +0000`;
      const tag = Buffer.from(`object ${sha}\ntype commit\ntag ${name}\ntagger ${who}\n\n${name}\n`);
      const id = this.run(["hash-object", "-t", "tag", "-w", "--stdin"], tag).toString("latin1").trim();
      this.git("update-ref", `refs/tags/${name}`, id);
    }
    return sha;
  }

  /** What turns one tree into the other. */
  private difference(from: string, to: string): Entry[] {
    const fields = this.run(["diff-tree", "-r", "-z", "--no-renames", "--raw", from, to])
      .toString("utf8")
      .split("\0");
    const entries: Entry[] = [];
    for (let at = 0; at + 1 < fields.length; at += 2) {
      const [, mode, , id] = fields[at]!.split(" ");
      entries.push({ mode: mode!, id: id!, path: fields[at + 1]! });
    }
    return entries;
  }

  private parentOf(sha: string): string {
    return (
      this.tip(`${sha}^1`) ??
      this.run(["hash-object", "-t", "tree", "-w", "--stdin"], Buffer.alloc(0)).toString().trim()
    );
  }

  /** Merges revisions into a branch, as far as they do not conflict; `files` settles conflicts. */
  merge(branch: string, others: string | readonly string[], spec: CommitSpec = {}): string {
    const tip = this.sha(`refs/heads/${branch}`);
    const shas = (typeof others === "string" ? [others] : others).map((other) => this.sha(other));
    const entries = shas.flatMap((sha) => this.difference(this.git("merge-base", tip, sha), sha));
    const names = typeof others === "string" ? others : others.join(", ");
    const message = spec.message ?? `Merge branch '${names}' into ${branch}`;
    return this.import([{ spec: { ...spec, message, branch, parents: [tip, ...shas] }, entries }])[0]!;
  }

  /** One commit with all that `revision` has over its merge base with the branch: GitHub's squash button. */
  squash(branch: string, revision: string, spec: CommitSpec = {}): string {
    const sha = this.sha(revision);
    const entries = this.difference(this.git("merge-base", `refs/heads/${branch}`, sha), sha);
    return this.import([{ spec: { message: "Squashed", ...spec, branch }, entries }])[0]!;
  }

  /** The same change again, on a branch. */
  cherryPick(branch: string, revision: string, spec: CommitSpec = {}): string {
    const sha = this.sha(revision);
    const entries = this.difference(this.parentOf(sha), sha);
    const message = this.run(["log", "-1", "--format=%B", sha]).subarray(0, -1);
    return this.import([{ spec: { message, ...spec, branch }, entries }])[0]!;
  }

  /** The non-merge commits of `revision` one by one on top of a branch: GitHub's rebase button. */
  rebase(branch: string, revision: string): string {
    const list = this.git(
      "rev-list",
      "--reverse",
      "--topo-order",
      "--no-merges",
      revision,
      `^refs/heads/${branch}`,
    );
    for (const sha of list.split("\n").filter(Boolean)) this.cherryPick(branch, sha);
    return this.sha(`refs/heads/${branch}`);
  }

  /** The inverse of a commit (of a merge: against its first parent), with git's message. */
  revert(branch: string, revision: string, spec: CommitSpec = {}): string {
    const sha = this.sha(revision);
    const entries = this.difference(sha, this.parentOf(sha));
    const subject = this.git("log", "-1", "--format=%s", sha);
    const merged = this.git("log", "-1", "--format=%P", sha).split(" ");
    const what = merged.length > 1 ? `${sha}, reversing\nchanges made to ${merged[0]!}` : sha;
    const message = `Revert "${subject}"\n\nThis reverts commit ${what}.\n`;
    return this.import([{ spec: { message, ...spec, branch }, entries }])[0]!;
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 3 });
  }
}

export function createGitRepository(options?: ConstructorParameters<typeof GitRepository>[0]): GitRepository {
  return new GitRepository(options);
}

function data(content: string | Buffer): (string | Buffer)[] {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return [`data ${bytes.length}\n`, bytes, "\n"];
}

function quote(file: string): string {
  return /["\\\n]|^\s|\s$/.test(file) ? `"${file.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"` : file;
}
