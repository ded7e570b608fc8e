import { z } from "zod";
import { createCheckRun, updateCheckRun } from "../actions/check-runs.js";
import { ApiError, notFound, ok } from "../http/answer.js";
import { param, readJson, type RepositoryCall } from "../http/api-call.js";
import { paginate } from "../http/paginate.js";
import { repositoryRoute, type Route } from "../http/route.js";
import { checkRunJson, checkSuiteJson } from "../json/check-run.js";
import type { CheckRun } from "../world/entities.js";
import { resolveCommit } from "./resolve-commit.js";

const changes = {
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  status: z.enum(["queued", "in_progress", "completed"]).optional(),
  conclusion: z.string().optional(),
  output: z
    .object({ title: z.string().optional(), summary: z.string().optional(), text: z.string().optional() })
    .optional(),
};
const newRun = z.object({ name: z.string().min(1), head_sha: z.string(), ...changes });
const changedRun = z.object({ name: z.string().optional(), ...changes });

function find(call: RepositoryCall): CheckRun {
  const run = call.repository.checkRuns.find((one) => one.id === Number(param(call, "id")));
  if (run === undefined) throw notFound();
  return run;
}

async function create(call: RepositoryCall) {
  const wanted = readJson(call, newRun);
  if ((await call.repository.git.commit(wanted.head_sha)) === null) {
    throw new ApiError(422, `No commit found for SHA: ${wanted.head_sha}`);
  }
  const run = createCheckRun(call, call.repository, {
    name: wanted.name,
    sha: wanted.head_sha,
    externalId: wanted.external_id,
    detailsUrl: wanted.details_url,
    status: wanted.status,
    conclusion: wanted.conclusion,
    output: wanted.output,
  });
  return { status: 201, body: checkRunJson(call.world, call.repository, run) };
}

/** The newest run of every name, unless all are asked for. */
async function list(call: RepositoryCall) {
  const { repository, world, query } = call;
  const sha = await resolveCommit(call, param(call, "ref"));
  const name = query.get("check_name");
  const status = query.get("status");
  const runs = repository.checkRuns.filter(
    (run) =>
      run.sha === sha && (name === null || name === run.name) && (status === null || status === run.status),
  );
  const latest = [...new Map(runs.map((run) => [run.name, run])).values()];
  const listed = query.get("filter") === "all" ? runs : latest;
  return paginate(
    call,
    listed,
    (run) => checkRunJson(world, repository, run),
    (check_runs) => ({ total_count: listed.length, check_runs }),
  );
}

async function suites(call: RepositoryCall) {
  const { repository, world } = call;
  const sha = await resolveCommit(call, param(call, "ref"));
  const commit = await repository.git.commit(sha);
  const [first, ...rest] = repository.checkRuns.filter((run) => run.sha === sha);
  const runs = first === undefined || commit === null ? [] : [[first, ...rest] as const];
  return paginate(
    call,
    runs,
    (group) => commit && checkSuiteJson(world, repository, commit, [group[0], ...group.slice(1)]),
    (check_suites) => ({ total_count: runs.length, check_suites }),
  );
}

/** Check runs and suites. */
export const checkRoutes: readonly Route[] = [
  repositoryRoute("POST", "/check-runs", ["checks:write"], create),
  repositoryRoute("GET", "/check-runs/{id}", ["checks:read"], (call) =>
    ok(checkRunJson(call.world, call.repository, find(call))),
  ),
  repositoryRoute("PATCH", "/check-runs/{id}", ["checks:write"], (call) => {
    const run = find(call);
    const { status, conclusion, output } = readJson(call, changedRun);
    updateCheckRun(call, call.repository, run, { status, conclusion, output });
    return ok(checkRunJson(call.world, call.repository, run));
  }),
  repositoryRoute("GET", "/commits/{ref+}/check-runs", ["checks:read"], list),
  repositoryRoute("GET", "/commits/{ref+}/check-suites", ["checks:read"], suites),
];
