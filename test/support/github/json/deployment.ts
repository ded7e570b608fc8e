import { fullName, type Deployment, type DeploymentStatusEntry, type Repository } from "../world/entities.js";
import type { World } from "../world/world.js";
import { simpleUser } from "./account.js";
import { nodeId, type Json } from "./json.js";

/** `deployment`. */
export function deploymentJson(world: World, repository: Repository, deployment: Deployment): Json {
  const repositoryUrl = `${world.api}/repos/${fullName(repository)}`;
  const url = `${repositoryUrl}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeId("Deployment", deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: simpleUser(world, deployment.creator),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: repositoryUrl,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
  };
}

/** `deployment-status`. */
export function deploymentStatusJson(
  world: World,
  repository: Repository,
  deployment: Deployment,
  status: DeploymentStatusEntry,
): Json {
  const repositoryUrl = `${world.api}/repos/${fullName(repository)}`;
  const deploymentUrl = `${repositoryUrl}/deployments/${deployment.id}`;
  const targetUrl = status.targetUrl ?? `${world.origin}/${fullName(repository)}/deployments`;
  return {
    url: `${deploymentUrl}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId("DeploymentStatus", status.id),
    state: status.state,
    creator: simpleUser(world, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: targetUrl,
    log_url: targetUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: deploymentUrl,
    repository_url: repositoryUrl,
  };
}
