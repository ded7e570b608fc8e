import { deploymentJson, deploymentStatusJson } from "../json/deployment.js";
import type { Site } from "../site.js";
import { emitRepositoryEvent } from "../webhooks/emit.js";
import type { Account, Deployment, DeploymentStatusEntry, Repository } from "../world/entities.js";
import { nowInstant } from "../world/sequence.js";

export interface NewDeployment {
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly task?: string | undefined;
  readonly description?: string | null | undefined;
  readonly payload?: unknown;
  readonly transient?: boolean | undefined;
  readonly production?: boolean | undefined;
}

/** Records a deployment; `deployment` events need a workflow run, which the local GitHub has not. */
export function createDeployment(
  { world }: Site,
  repository: Repository,
  creator: Account,
  wanted: NewDeployment,
): Deployment {
  const now = nowInstant();
  const deployment: Deployment = {
    id: world.nextId(),
    sha: wanted.sha,
    ref: wanted.ref,
    task: wanted.task ?? "deploy",
    environment: wanted.environment,
    description: wanted.description ?? null,
    payload: wanted.payload ?? {},
    transient: wanted.transient ?? false,
    production: wanted.production ?? wanted.environment === "production",
    creator,
    createdAt: now,
    updatedAt: now,
    statuses: [],
  };
  repository.deployments.push(deployment);
  return deployment;
}

export interface NewDeploymentStatus {
  readonly state: DeploymentStatusEntry["state"];
  readonly description?: string | undefined;
  readonly targetUrl?: string | undefined;
  readonly autoInactive?: boolean | undefined;
}

/**
 * Records a status of a deployment and tells of it. A success makes earlier deployments of the same environment
 * inactive unless they are transient or of a production environment, as GitHub documents `auto_inactive`.
 */
export function createDeploymentStatus(
  site: Site,
  repository: Repository,
  deployment: Deployment,
  creator: Account,
  wanted: NewDeploymentStatus,
): DeploymentStatusEntry {
  const status = addStatus(site, repository, deployment, creator, wanted);
  if (wanted.state === "success" && (wanted.autoInactive ?? true)) {
    for (const earlier of repository.deployments) {
      const active = earlier.statuses.at(-1)?.state === "success";
      const concerned = earlier.environment === deployment.environment && earlier.id < deployment.id;
      if (concerned && active && !earlier.transient && !earlier.production) {
        addStatus(site, repository, earlier, creator, { state: "inactive" });
      }
    }
  }
  return status;
}

function addStatus(
  site: Site,
  repository: Repository,
  deployment: Deployment,
  creator: Account,
  { state, description, targetUrl }: NewDeploymentStatus,
): DeploymentStatusEntry {
  const status: DeploymentStatusEntry = {
    id: site.world.nextId(),
    state,
    description: description ?? "",
    targetUrl: targetUrl ?? null,
    environment: deployment.environment,
    creator,
    createdAt: nowInstant(),
  };
  deployment.statuses.push(status);
  deployment.updatedAt = status.createdAt;
  emitRepositoryEvent(site, repository, creator, "deployment_status", {
    action: "created",
    deployment: deploymentJson(site.world, repository, deployment),
    deployment_status: deploymentStatusJson(site.world, repository, deployment, status),
    check_run: null,
    workflow: null,
    workflow_run: null,
  });
  return status;
}
