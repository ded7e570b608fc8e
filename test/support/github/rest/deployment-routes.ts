import { z } from "zod";
import { createDeployment, createDeploymentStatus } from "../actions/deployments.js";
import { actingAccount } from "../auth/caller.js";
import { ApiError, notFound, ok } from "../http/answer.js";
import { param, readJson, type RepositoryCall } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { deploymentJson, deploymentStatusJson } from "../json/deployment.js";
import type { Deployment } from "../world/entities.js";
import { resolveRef } from "../world/resolve-ref.js";
import { newestByContext } from "../world/newest-by-context.js";

const newDeployment = z.object({
  ref: z.string().min(1),
  task: z.string().optional(),
  auto_merge: z.boolean().optional(),
  required_contexts: z.array(z.string()).optional(),
  payload: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  environment: z.string().default("production"),
  description: z.string().nullish(),
  transient_environment: z.boolean().optional(),
  production_environment: z.boolean().optional(),
});

const newStatus = z.object({
  state: z.enum(["error", "failure", "inactive", "in_progress", "queued", "pending", "success"]),
  target_url: z.string().optional(),
  log_url: z.string().optional(),
  description: z.string().max(140).optional(),
  environment: z.string().optional(),
  environment_url: z.string().optional(),
  auto_inactive: z.boolean().optional(),
});

function find(call: RepositoryCall): Deployment {
  const id = Number(param(call, "id"));
  const deployment = call.repository.deployments.find((one) => one.id === id);
  if (deployment === undefined) throw notFound();
  return deployment;
}

function list(call: RepositoryCall) {
  const { repository, world, query } = call;
  // GitHub takes the literal "none" for "no filter": it is the parameters' published default.
  const matches = (name: string, value: string) => [null, "none", value].includes(query.get(name));
  const listed = repository.deployments.filter(
    (one) =>
      matches("sha", one.sha) &&
      matches("ref", one.ref) &&
      matches("task", one.task) &&
      matches("environment", one.environment),
  );
  return paginate(call, listed.reverse(), (one) => deploymentJson(world, repository, one));
}

async function create(call: RepositoryCall) {
  const { repository, world, caller } = call;
  const wanted = readJson(call, newDeployment);
  const sha = await resolveRef(repository, wanted.ref);
  if (sha === null) throw new ApiError(422, `No ref found for: ${wanted.ref}`);
  const statuses = newestByContext(repository.statuses.get(sha) ?? []);
  const required = wanted.required_contexts;
  const missing = statuses.some(
    (one) => one.state !== "success" && (required === undefined || required.includes(one.context)),
  );
  if (missing) throw new ApiError(409, "Conflict: Commit status checks failed for deploy.");
  const deployment = createDeployment(call, repository, actingAccount(world, caller), {
    sha,
    ref: wanted.ref,
    environment: wanted.environment,
    task: wanted.task,
    description: wanted.description,
    payload: wanted.payload,
    transient: wanted.transient_environment,
    production: wanted.production_environment,
  });
  return { status: 201, body: deploymentJson(world, repository, deployment) };
}

/** Deployments and their statuses. */
export const deploymentRoutes: readonly Route[] = [
  repositoryRoute("GET", "/deployments", ["deployments:read"], list),
  repositoryRoute("POST", "/deployments", ["deployments:write"], create),
  repositoryRoute("GET", "/deployments/{id}", ["deployments:read"], (call) =>
    ok(deploymentJson(call.world, call.repository, find(call))),
  ),
  repositoryRoute("GET", "/deployments/{id}/statuses", ["deployments:read"], (call) => {
    const deployment = find(call);
    return paginate(call, deployment.statuses.toReversed(), (status) =>
      deploymentStatusJson(call.world, call.repository, deployment, status),
    );
  }),
  repositoryRoute("POST", "/deployments/{id}/statuses", ["deployments:write"], (call) => {
    const { repository, world, caller } = call;
    const deployment = find(call);
    const wanted = readJson(call, newStatus);
    const status = createDeploymentStatus(call, repository, deployment, actingAccount(world, caller), {
      state: wanted.state,
      description: wanted.description,
      targetUrl: wanted.log_url ?? wanted.target_url,
      autoInactive: wanted.auto_inactive,
    });
    return { status: 201, body: deploymentStatusJson(world, repository, deployment, status) };
  }),
];
