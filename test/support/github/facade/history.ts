import { commitFiles } from "../git/commit-files.js";
import type { Identity } from "../git/merge-buttons.js";
import type { Site } from "../site.js";
import { noticeRefs } from "../webhooks/notice-refs.js";
import type { Repository } from "../world/entities.js";
import { resolveRef } from "../world/resolve-ref.js";
import type { Repositories } from "./repositories.js";
import { accountNamed, repositoryNamed, type RepositoryName } from "./repository-name.js";

export interface PushedCommit {
  readonly message: string;
  /** Contents by path; null removes. None: an empty commit. */
  readonly files?: Readonly<Record<string, string | Buffer | null>>;
  /** The pusher when left out. */
  readonly author?: Identity;
  /** The branch's tip when left out; the default branch's for a new branch. */
  readonly parents?: readonly string[];
}

export interface LocalPush {
  readonly branch: string;
  readonly by?: string;
}

export type NewLocalCommit = PushedCommit & LocalPush;

/** Branches, tags and commits of a local GitHub, changed as its pages would; every change is told by webhooks. */
export class History {
  readonly #site: Site;
  readonly #repositories: Repositories;

  constructor(site: Site, repositories: Repositories) {
    this.#site = site;
    this.#repositories = repositories;
  }

  /** Commits without a clone, as GitHub's web editor does. */
  async commit(name: RepositoryName, { branch, by, ...wanted }: NewLocalCommit): Promise<string> {
    const [sha = ""] = await this.push(name, { branch, ...(by === undefined ? {} : { by }) }, [wanted]);
    return sha;
  }

  /** Pushes commits, each upon the one before, with one push. Answers their ids. */
  push(
    name: RepositoryName,
    { branch, by }: LocalPush,
    commits: readonly PushedCommit[],
  ): Promise<readonly string[]> {
    return this.change(name, by, async (repository) => {
      const account = accountNamed(this.#site.world, by ?? this.#repositories.pusher(repository));
      const ref = `refs/heads/${branch}`;
      const fallback = repository.refs.get(`refs/heads/${repository.defaultBranch}`);
      const tip = repository.refs.get(ref) ?? fallback;
      const first = tip === undefined ? [] : [tip.sha];
      return commitFiles(
        repository.git,
        ref,
        commits.map(({ parents, message, files = {}, author }, index) => ({
          parents: parents ?? (index === 0 ? first : "previous"),
          message,
          files,
          author: author ?? { name: account.name ?? account.login, email: account.email },
        })),
      );
    });
  }

  /** Points a branch at a revision, making it where it is missing. */
  setBranch(name: RepositoryName, branch: string, revision: string): Promise<string> {
    return this.change(name, undefined, async (repository) => {
      const sha = await revisionOf(repository, revision);
      await repository.git.updateRef(`refs/heads/${branch}`, sha);
      return sha;
    });
  }

  deleteBranch(name: RepositoryName, branch: string): Promise<void> {
    return this.change(name, undefined, ({ git }) => git.deleteRef(`refs/heads/${branch}`));
  }

  /** Makes a tag: annotated where there is a message, else a lightweight one. Answers the commit. */
  createTag(name: RepositoryName, tag: string, revision: string, message?: string): Promise<string> {
    return this.change(name, undefined, async (repository) => {
      const sha = await revisionOf(repository, revision);
      const { git } = repository;
      if (message === undefined) {
        await git.updateRef(`refs/tags/${tag}`, sha);
        return sha;
      }
      const tagger = accountNamed(this.#site.world, this.#repositories.pusher(repository));
      const env = { GIT_COMMITTER_NAME: tagger.name ?? tagger.login, GIT_COMMITTER_EMAIL: tagger.email };
      await git.bytes(["tag", "-a", "-F", "-", "--", tag, sha], { input: message, env });
      return sha;
    });
  }

  deleteTag(name: RepositoryName, tag: string): Promise<void> {
    return this.change(name, undefined, ({ git }) => git.deleteRef(`refs/tags/${tag}`));
  }

  /** Tells of refs that were changed behind the server's back, by git in the repository's folder. */
  noticeChanges(name: RepositoryName): Promise<void> {
    return this.change(name, undefined, () => Promise.resolve());
  }

  /** The commit a revision stands for on the server now, or null. */
  resolve(name: RepositoryName, revision: string): Promise<string | null> {
    return resolveRef(repositoryNamed(this.#site.world, name), revision);
  }

  /** Does something to a repository's refs while nobody else does, and tells of it. */
  change<T>(
    name: RepositoryName,
    login: string | undefined,
    work: (repository: Repository) => Promise<T>,
  ): Promise<T> {
    const { world } = this.#site;
    const repository = repositoryNamed(world, name);
    return world.exclusively(repository, async () => {
      const result = await work(repository);
      const actor = accountNamed(world, login ?? this.#repositories.pusher(repository));
      await noticeRefs(this.#site, repository, actor);
      return result;
    });
  }
}

export async function revisionOf(repository: Repository, revision: string): Promise<string> {
  const sha = await resolveRef(repository, revision);
  if (sha === null) throw new Error(`there is no revision ${revision}`);
  return sha;
}
