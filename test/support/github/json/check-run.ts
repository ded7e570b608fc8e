import { fullName, type CheckRun, type Repository } from "../world/entities.js";
import type { GitCommit } from "../git/git-commit.js";
import type { World } from "../world/world.js";
import { appJson } from "./app.js";
import { simpleCommit } from "./commit.js";
import { nodeId, type Json } from "./json.js";
import { minimalRepository } from "./repository.js";

/** `check-run`. */
export function checkRunJson(world: World, repository: Repository, run: CheckRun): Json {
  const url = `${world.api}/repos/${fullName(repository)}/check-runs/${run.id}`;
  const page = `${world.origin}/${fullName(repository)}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId("CheckRun", run.id),
    head_sha: run.sha,
    external_id: run.externalId,
    url,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: { ...run.output, annotations_count: 0, annotations_url: `${url}/annotations` },
    name: run.name,
    check_suite: { id: run.suiteId },
    app: appJson(world),
    pull_requests: [],
  };
}

/** `check-suite`, worked out from its runs. */
export function checkSuiteJson(
  world: World,
  repository: Repository,
  commit: GitCommit,
  runs: readonly [CheckRun, ...CheckRun[]],
): Json {
  const [first] = runs;
  const open = runs.find((run) => run.status !== "completed");
  const bad = runs.find((run) => run.conclusion !== "success");
  const url = `${world.api}/repos/${fullName(repository)}/check-suites/${first.suiteId}`;
  return {
    id: first.suiteId,
    node_id: nodeId("CheckSuite", first.suiteId),
    head_branch: null,
    head_sha: commit.sha,
    status: open?.status ?? "completed",
    conclusion: open === undefined ? (bad ?? first).conclusion : null,
    url,
    before: null,
    after: commit.sha,
    pull_requests: [],
    app: appJson(world),
    repository: minimalRepository(world, repository),
    created_at: first.startedAt,
    updated_at: first.startedAt,
    head_commit: simpleCommit(commit),
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
  };
}
