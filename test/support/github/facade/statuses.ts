import { createStatus } from "../actions/create-status.js";
import { postedStatus, type PostedStatus } from "../posted-status.js";
import type { Site } from "../site.js";
import { accountNamed, repositoryNamed, type RepositoryName } from "./repository-name.js";

const defaultTimeoutMs = 10_000;

/** Commit statuses of a local GitHub. */
export class Statuses {
  readonly #site: Site;

  constructor(site: Site) {
    this.#site = site;
  }

  /** Every status of a commit, in the order posted. */
  of(name: RepositoryName, sha: string): PostedStatus[] {
    return (repositoryNamed(this.#site.world, name).statuses.get(sha) ?? []).map(postedStatus);
  }

  /** Posts a status as some account, as another integration or a person would. */
  async post(
    name: RepositoryName,
    sha: string,
    wanted: {
      state: PostedStatus["state"];
      context: string;
      description?: string;
      targetUrl?: string;
      by: string;
    },
  ): Promise<void> {
    const { world } = this.#site;
    const { state, context, description = null, targetUrl = null } = wanted;
    const status = { state, context, description, targetUrl };
    await createStatus(this.#site, repositoryNamed(world, name), sha, accountNamed(world, wanted.by), status);
  }

  /** Resolves with the first status, posted already or to come, that satisfies the predicate. */
  wait(
    name: RepositoryName,
    sha: string,
    predicate: (status: PostedStatus) => boolean,
    { timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number } = {},
  ): Promise<PostedStatus> {
    const { changes } = this.#site.world;
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        changes.off("status", look);
      };
      const look = () => {
        const found = this.of(name, sha).find(predicate);
        if (found === undefined) return;
        stop();
        resolve(found);
      };
      const timer = setTimeout(() => {
        stop();
        const seen = this.of(name, sha).map(
          ({ context, state, description }) => `${context} ${state}: ${description}`,
        );
        const list = seen.length === 0 ? "none was posted" : `posted were:\n${seen.join("\n")}`;
        reject(new Error(`no such status on ${sha} within ${timeoutMs} ms; ${list}`));
      }, timeoutMs);
      changes.on("status", look);
      look();
    });
  }
}
