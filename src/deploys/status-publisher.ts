import { statusContext } from "../policy/match-target.js";
import type { Clock } from "./ports/clock.js";
import type { CodeHost, CommitStatus } from "./ports/code-host.js";
import { fullName, type Repository } from "./ports/repository.js";
import type { Store } from "./ports/store.js";

/** The order in which statuses go out when the host's budget is short. */
export const statusPriority = { final: 2, pending: 1, mass: 0 } as const;

export interface StatusToPublish {
  readonly repository: Repository;
  /** The deploy ref it is about. */
  readonly ref: string;
  readonly sha: string;
  /** Null: the repository as a whole (its policy is invalid and never was valid). */
  readonly target: string | null;
  readonly state: CommitStatus["state"];
  readonly description: string;
}

export interface StatusPublisher {
  /** Posts the status unless it is what stands there already. Statuses of one commit and context keep their order. */
  publish(status: StatusToPublish, priority?: number): Promise<void>;
  /** Posts again what we last posted there, whatever stands there now; false where we never posted. */
  repeat(repository: Repository, sha: string, context: string): Promise<boolean>;
}

/**
 * The one place that writes statuses. GitHub keeps at most 1,000 statuses for a commit and context
 * (https://docs.github.com/en/rest/commits/statuses), so an unchanged one is not written again, and `pending`
 * never replaces a final state.
 */
export function createStatusPublisher(parts: {
  readonly codeHost: CodeHost;
  readonly store: Store;
  readonly clock: Clock;
  readonly publicUrl: string;
}): StatusPublisher {
  const { codeHost, store, clock } = parts;
  const lines = new Map<string, Promise<unknown>>();

  const inLine = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const result = (lines.get(key) ?? Promise.resolve()).then(work, work);
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    lines.set(key, settled);
    void settled.then(() => {
      if (lines.get(key) === settled) lines.delete(key);
    });
    return result;
  };

  return {
    publish(status, priority = status.state === "pending" ? statusPriority.pending : statusPriority.final) {
      const { repository, sha, ref, target } = status;
      const context = target === null ? repositoryContext : statusContext(target);
      const page = `${parts.publicUrl.replace(/\/$/, "")}/r/${encodedName(repository)}`;
      const next: CommitStatus = {
        context,
        state: status.state,
        description: status.description,
        targetUrl: target === null ? page : `${page}/${target}/${sha}`,
      };
      return inLine(`${repository.id} ${sha} ${context}`, async () => {
        const standing = await store.status(repository.id, sha, context);
        if (standing !== null && (next.state === "pending" || isSame(standing, next))) return;
        await codeHost.postStatus(repository, sha, next, priority);
        await store.saveStatus({
          ...next,
          repositoryId: repository.id,
          sha,
          ref,
          postedAt: clock.now().toISOString(),
        });
      });
    },
    repeat(repository, sha, context) {
      return inLine(`${repository.id} ${sha} ${context}`, async () => {
        const standing = await store.status(repository.id, sha, context);
        if (standing === null) return false;
        const { state, description, targetUrl } = standing;
        await codeHost.postStatus(
          repository,
          sha,
          { context, state, description, targetUrl },
          statusPriority.final,
        );
        return true;
      });
    },
  };
}

/** The context for what concerns no single target: a policy that never was valid. */
export const repositoryContext = "pre-deploy-checker";

function isSame(a: CommitStatus, b: CommitStatus): boolean {
  return a.state === b.state && a.description === b.description && a.targetUrl === b.targetUrl;
}

function encodedName(repository: Repository): string {
  return fullName(repository).split("/").map(encodeURIComponent).join("/");
}
