import { checkRunJson } from "../json/check-run.js";
import type { Site } from "../site.js";
import { emitRepositoryEvent } from "../webhooks/emit.js";
import type { CheckRun, Repository } from "../world/entities.js";
import { nowInstant } from "../world/sequence.js";

export interface NewCheckRun {
  readonly name: string;
  readonly sha: string;
  readonly externalId?: string | undefined;
  readonly detailsUrl?: string | undefined;
  readonly status?: CheckRun["status"] | undefined;
  readonly conclusion?: string | undefined;
  readonly output?:
    { title?: string | undefined; summary?: string | undefined; text?: string | undefined } | undefined;
}

/** What of a run can change. */
export type CheckRunChange = Partial<Pick<NewCheckRun, "status" | "conclusion" | "output">>;

/** Records a check run; all runs of one commit share a suite. */
export function createCheckRun(site: Site, repository: Repository, wanted: NewCheckRun): CheckRun {
  const now = nowInstant();
  const sibling = repository.checkRuns.find((run) => run.sha === wanted.sha);
  const run: CheckRun = {
    id: site.world.nextId(),
    suiteId: sibling?.suiteId ?? site.world.nextId(),
    name: wanted.name,
    sha: wanted.sha,
    externalId: wanted.externalId ?? "",
    detailsUrl: wanted.detailsUrl ?? null,
    status: "queued",
    conclusion: null,
    startedAt: now,
    completedAt: null,
    output: { title: null, summary: null, text: null },
  };
  repository.checkRuns.push(run);
  apply(run, wanted);
  emit(site, repository, run, "created");
  if (run.status === "completed") emit(site, repository, run, "completed");
  return run;
}

/** Changes a run; completing it is told. */
export function updateCheckRun(
  site: Site,
  repository: Repository,
  run: CheckRun,
  wanted: CheckRunChange,
): void {
  const before = run.status;
  apply(run, wanted);
  if (before !== "completed" && run.status === "completed") emit(site, repository, run, "completed");
}

function apply(run: CheckRun, { status, conclusion, output }: CheckRunChange): void {
  run.status = conclusion === undefined ? (status ?? run.status) : "completed";
  run.conclusion = conclusion ?? run.conclusion;
  run.completedAt = run.status === "completed" ? (run.completedAt ?? nowInstant()) : null;
  if (output !== undefined) {
    run.output = { title: output.title ?? null, summary: output.summary ?? null, text: output.text ?? null };
  }
}

function emit(site: Site, repository: Repository, run: CheckRun, action: string): void {
  emitRepositoryEvent(site, repository, site.world.bot, "check_run", {
    action,
    check_run: checkRunJson(site.world, repository, run),
  });
}
