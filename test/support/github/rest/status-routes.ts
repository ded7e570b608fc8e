import { z } from "zod";
import { createStatus } from "../actions/create-status.js";
import { actingAccount } from "../auth/caller.js";
import { ApiError, invalid } from "../http/answer.js";
import { param, readJson, type RepositoryCall } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { minimalRepository } from "../json/repository.js";
import { simpleStatus, statusJson } from "../json/status.js";
import { fullName } from "../world/entities.js";
import { newestByContext } from "../world/newest-by-context.js";
import { resolveCommit } from "./resolve-commit.js";

/** GitHub's limits: characters of a description, statuses of one commit and context. */
const longestDescription = 140;
const mostStatuses = 1000;

const newStatus = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  target_url: z.string().nullish(),
  description: z.string().nullish(),
  context: z.string().default("default"),
});

async function create(call: RepositoryCall) {
  const { repository, world, caller } = call;
  const asked = param(call, "sha");
  const wanted = readJson(call, newStatus);
  const exists = /^[0-9a-f]{40}$/i.test(asked) && (await repository.git.commit(asked.toLowerCase())) !== null;
  if (!exists) throw new ApiError(422, `No commit found for SHA: ${asked}`);
  const sha = asked.toLowerCase();
  if (Array.from(wanted.description ?? "").length > longestDescription) {
    throw invalid(
      "Status",
      "description",
      `description is too long (maximum is ${longestDescription} characters)`,
    );
  }
  if (typeof wanted.target_url === "string" && !/^https?:\/\/\S+$/.test(wanted.target_url)) {
    throw invalid("Status", "target_url", "target_url must use http(s) scheme");
  }
  const same = (repository.statuses.get(sha) ?? []).filter((one) => one.context === wanted.context);
  if (same.length >= mostStatuses) {
    throw invalid("Status", "base", "This SHA and context has reached the maximum number of statuses.");
  }
  const status = await createStatus(call, repository, sha, actingAccount(world, caller), {
    state: wanted.state,
    context: wanted.context,
    description: wanted.description ?? null,
    targetUrl: wanted.target_url ?? null,
  });
  return { status: 201, body: statusJson(world, repository, status) };
}

async function list(call: RepositoryCall) {
  const sha = await resolveCommit(call, param(call, "ref"));
  const newestFirst = (call.repository.statuses.get(sha) ?? []).toReversed();
  return paginate(call, newestFirst, (status) => statusJson(call.world, call.repository, status));
}

async function combined(call: RepositoryCall) {
  const { repository, world } = call;
  const sha = await resolveCommit(call, param(call, "ref"));
  const newest = newestByContext(repository.statuses.get(sha) ?? []);
  const states = new Set(newest.map((status) => status.state));
  const bad = states.has("failure") || states.has("error");
  const good = newest.length > 0 && !states.has("pending");
  const api = `${world.api}/repos/${fullName(repository)}`;
  return paginate(
    call,
    newest,
    (status) => simpleStatus(world, repository, status),
    (statuses) => ({
      state: bad ? "failure" : good ? "success" : "pending",
      statuses,
      sha,
      total_count: newest.length,
      repository: minimalRepository(world, repository),
      commit_url: `${api}/commits/${sha}`,
      url: `${api}/commits/${sha}/status`,
    }),
  );
}

/** Commit statuses. */
export const statusRoutes: readonly Route[] = [
  repositoryRoute("POST", "/statuses/{sha+}", ["statuses:write"], create),
  repositoryRoute("GET", "/commits/{ref+}/statuses", ["statuses:read"], list),
  repositoryRoute("GET", "/commits/{ref+}/status", ["statuses:read"], combined),
];
