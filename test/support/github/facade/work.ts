import {
  createCheckRun,
  updateCheckRun,
  type CheckRunChange,
  type NewCheckRun,
} from "../actions/check-runs.js";
import { createDeployment, createDeploymentStatus } from "../actions/deployments.js";
import { closePullRequest } from "../actions/follow-pull-requests.js";
import { createMergeGroup, finishMergeGroup } from "../actions/merge-groups.js";
import { emitPullRequest } from "../actions/pull-request-facts.js";
import {
  mergePullRequest,
  openPullRequest,
  type MergeMethod,
  type NewPullRequest,
} from "../actions/pull-requests.js";
import type { Site } from "../site.js";
import type {
  Account,
  CheckRun,
  DeploymentStatusEntry,
  MergeGroup,
  PullRequest,
  Repository,
} from "../world/entities.js";
import { nowInstant } from "../world/sequence.js";
import { revisionOf, type History } from "./history.js";
import type { Repositories } from "./repositories.js";
import { accountNamed, repositoryNamed, type RepositoryName } from "./repository-name.js";

export interface NewLocalDeployment {
  /** A branch, tag or commit. */
  readonly ref: string;
  readonly environment: string;
  /** Login; the repository's pusher when left out. */
  readonly creator?: string;
  /** Given at once as the deployment's first status. */
  readonly state?: DeploymentStatusEntry["state"];
  readonly task?: string;
}

/** Pull requests, merge queue, deployments and check runs of a local GitHub. */
export class Work {
  readonly #site: Site;
  readonly #repositories: Repositories;
  readonly #history: History;

  constructor(site: Site, repositories: Repositories, history: History) {
    this.#site = site;
    this.#repositories = repositories;
    this.#history = history;
  }

  async createPullRequest(
    name: RepositoryName,
    { by, ...wanted }: NewPullRequest & { readonly by?: string },
  ): Promise<number> {
    const repository = this.#find(name);
    return (await openPullRequest(this.#site, repository, this.#actor(repository, by), wanted)).number;
  }

  /** Presses one of the three buttons; answers the base branch's new tip. */
  mergePullRequest(
    name: RepositoryName,
    number: number,
    options: { method: MergeMethod; by?: string; message?: string; deleteBranch?: boolean },
  ): Promise<string> {
    return this.#history.change(name, options.by, (repository) =>
      mergePullRequest(this.#site, repository, pullNumbered(repository, number), {
        method: options.method,
        by: this.#actor(repository, options.by),
        message: options.message,
        deleteBranch: options.deleteBranch,
      }),
    );
  }

  async closePullRequest(name: RepositoryName, number: number, by?: string): Promise<void> {
    const repository = this.#find(name);
    const pull = pullNumbered(repository, number);
    await closePullRequest(this.#site, repository, pull, this.#actor(repository, by), null);
  }

  async editPullRequest(name: RepositoryName, number: number, title: string, by?: string): Promise<void> {
    const repository = this.#find(name);
    const pull = pullNumbered(repository, number);
    const changes = { title: { from: pull.title } };
    pull.title = title;
    pull.updatedAt = nowInstant();
    await emitPullRequest(this.#site, repository, pull, this.#actor(repository, by), "edited", { changes });
  }

  /** Queues a pull request in the merge queue of its base branch. */
  createMergeGroup(name: RepositoryName, number: number, by?: string): Promise<MergeGroup> {
    return this.#history.change(name, by, (repository) =>
      createMergeGroup(this.#site, repository, pullNumbered(repository, number), this.#actor(repository, by)),
    );
  }

  finishMergeGroup(
    name: RepositoryName,
    group: MergeGroup,
    reason: "merged" | "invalidated" | "dequeued",
    by?: string,
  ): Promise<void> {
    return this.#history.change(name, by, (repository) =>
      finishMergeGroup(this.#site, repository, group, this.#actor(repository, by), reason),
    );
  }

  /** Records a deployment, with its first status where `state` is given; answers its id. */
  async createDeployment(name: RepositoryName, wanted: NewLocalDeployment): Promise<number> {
    const repository = this.#find(name);
    const creator = this.#actor(repository, wanted.creator);
    const sha = await revisionOf(repository, wanted.ref);
    const { ref, environment, task } = wanted;
    const deployment = createDeployment(this.#site, repository, creator, { sha, ref, environment, task });
    if (wanted.state !== undefined) {
      createDeploymentStatus(this.#site, repository, deployment, creator, { state: wanted.state });
    }
    return deployment.id;
  }

  createDeploymentStatus(
    name: RepositoryName,
    deploymentId: number,
    { state, creator }: { state: DeploymentStatusEntry["state"]; creator?: string },
  ): void {
    const repository = this.#find(name);
    const deployment = repository.deployments.find((one) => one.id === deploymentId);
    if (deployment === undefined) throw new Error(`there is no deployment ${deploymentId}`);
    createDeploymentStatus(this.#site, repository, deployment, this.#actor(repository, creator), { state });
  }

  /** Records a check run; answers its id. */
  createCheckRun(name: RepositoryName, wanted: NewCheckRun): number {
    return createCheckRun(this.#site, this.#find(name), wanted).id;
  }

  updateCheckRun(name: RepositoryName, id: number, wanted: CheckRunChange): void {
    const repository = this.#find(name);
    const run: CheckRun | undefined = repository.checkRuns.find((one) => one.id === id);
    if (run === undefined) throw new Error(`there is no check run ${id}`);
    updateCheckRun(this.#site, repository, run, wanted);
  }

  #find(name: RepositoryName): Repository {
    return repositoryNamed(this.#site.world, name);
  }

  #actor(repository: Repository, login: string | undefined): Account {
    return accountNamed(this.#site.world, login ?? this.#repositories.pusher(repository));
  }
}

function pullNumbered(repository: Repository, number: number): PullRequest {
  const pull = repository.pulls.find((one) => one.number === number);
  if (pull === undefined) throw new Error(`there is no pull request ${number}`);
  return pull;
}
