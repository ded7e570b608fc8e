import type { BareRepository } from "./bare-repository.js";
import type { GitCommit } from "./git-commit.js";

export interface Identity {
  readonly name: string;
  readonly email: string;
  /** Seconds since 1970; now when left out. */
  readonly seconds?: number;
}

/** GitHub's own committer on what its buttons make. */
const webFlow: Identity = { name: "GitHub", email: "noreply@github.com" };

export class MergeConflict extends Error {
  override readonly name = "MergeConflict";
  constructor(base: string, head: string) {
    super(`${head} does not merge into ${base} without conflicts`);
  }
}

export interface NewCommit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly author: Identity;
  readonly committer?: Identity;
}

/** Writes a commit object; moves no ref. */
export async function writeCommit(git: BareRepository, commit: NewCommit): Promise<string> {
  const { author, committer = webFlow } = commit;
  const parents = commit.parents.flatMap((parent) => ["-p", parent]);
  const moment = (identity: Identity) => `@${identity.seconds ?? Math.floor(Date.now() / 1000)} +0000`;
  return git.text(["commit-tree", ...parents, "-F", "-", commit.tree], {
    input: commit.message,
    env: {
      GIT_AUTHOR_NAME: author.name,
      GIT_AUTHOR_EMAIL: author.email,
      GIT_AUTHOR_DATE: moment(author),
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
      GIT_COMMITTER_DATE: moment(committer),
    },
  });
}

/** The tree of both commits merged; throws {@link MergeConflict}. */
export async function mergedTree(git: BareRepository, base: string, head: string): Promise<string> {
  const args = ["merge-tree", "--write-tree", "--no-messages", "--allow-unrelated-histories", base, head];
  const { exitCode, stdout } = await git.run(args, { accept: [0, 1] });
  if (exitCode === 1) throw new MergeConflict(base, head);
  return stdout.toString().trim();
}

/** "Create a merge commit". */
export async function mergeCommit(
  git: BareRepository,
  { base, head, message, by }: { base: string; head: string; message: string; by: Identity },
): Promise<string> {
  return writeCommit(git, {
    tree: await mergedTree(git, base, head),
    parents: [base, head],
    message,
    author: by,
  });
}

/** "Squash and merge". */
export async function squashCommit(
  git: BareRepository,
  { base, head, message, by }: { base: string; head: string; message: string; by: Identity },
): Promise<string> {
  return writeCommit(git, { tree: await mergedTree(git, base, head), parents: [base], message, author: by });
}

/**
 * "Rebase and merge": puts the commits, oldest first, onto `base`; authors stay, the committer is who pressed
 * the button, and every commit is new even where a fast-forward would do, as on GitHub.
 */
export async function rebaseCommits(
  git: BareRepository,
  { base, commits, by }: { base: string; commits: readonly GitCommit[]; by: Identity },
): Promise<string[]> {
  const rebased: string[] = [];
  let tip = base;
  for (const commit of commits) {
    const author: Identity = { ...commit.author };
    // Git 2.39's merge-tree takes its base from history only: a commit with the tip's tree on top of the
    // picked commit's parent makes that parent the base.
    const stand = await writeCommit(git, {
      tree: `${tip}^{tree}`,
      parents: commit.parents.slice(0, 1),
      message: "base",
      author: by,
    });
    const tree = await mergedTree(git, stand, commit.sha);
    tip = await writeCommit(git, { tree, parents: [tip], message: commit.message, author, committer: by });
    rebased.push(tip);
  }
  return rebased;
}
