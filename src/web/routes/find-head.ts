import type { Report } from "../../checker/report.js";
import type { Repository } from "../../deploys/ports/repository.js";
import type { PostedStatus } from "../../deploys/ports/store.js";
import { markOf } from "../live/mark-of.js";
import { standingOf } from "./standing-of.js";
import type { WebParts } from "../web-parts.js";
import type { Standing } from "../report/standing.js";
import { statusContext } from "../../policy/match-target.js";

/** One head of a target with all that the store knows of it: at least a report or a commit status. */
export type FoundHead = HeadPlace &
  (
    | { readonly report: Report; readonly status: PostedStatus | null }
    /** The first check of this head runs, or it was overtaken before that was done. */
    | { readonly report: null; readonly status: PostedStatus }
  );

interface HeadPlace {
  readonly repository: Repository;
  readonly target: string;
  readonly sha: string;
  readonly standing: Standing;
  /** Stands for what a page of it shows. */
  readonly mark: string;
  /** The full ref to ask for another check of; null where this head is no ref's tip any more. */
  readonly recheckRef: string | null;
}

type HeadStore = WebParts["store"];

interface HeadQuestion {
  readonly target: string;
  /** Absent: the newest. */
  readonly sha?: string | undefined;
}

/** Finds a repository's head; null where there is no such target or head. */
export async function findHead(
  store: HeadStore,
  repository: Repository,
  question: HeadQuestion,
): Promise<FoundHead | null> {
  const { target } = question;
  const context = statusContext(target);
  const [open, evaluations] = await Promise.all([
    store.openDeploys(repository.id),
    store.targetsOf(repository.id),
  ]);
  const newest = evaluations.find((evaluation) => evaluation.target === target);
  const asked = question.sha ?? newest?.headSha;
  const [report, statuses] = await Promise.all([
    asked === undefined
      ? null
      : newest?.headSha === asked
        ? store.reportOf(newest)
        : store.report(repository.id, target, asked),
    store.statusesAround(repository.id, context, asked ?? null),
  ]);
  const underWay = statuses.filter(({ state }) => state === "pending");
  const isUnreadable = report === null && question.sha === undefined;
  const sha = (isUnreadable ? newestOf(underWay)?.sha : undefined) ?? asked;
  if (sha === undefined) return null;
  const status = statuses.find((one) => one.sha === sha) ?? null;
  const known = report === null ? status && { report, status } : { report, status };
  if (known === null) return null;
  const deploys = open.filter((deploy) => deploy.target === target);
  const here = deploys.find((deploy) => deploy.headSha === sha)?.ref;
  return {
    repository,
    target,
    sha,
    ...known,
    mark: markOf({ sha, deploys, status }),
    standing: standingOf({ sha, ...known, deploys, underWay, newestSha: newest?.headSha ?? null }),
    recheckRef: here ?? (newest?.headSha === sha ? newest.ref : null),
  };
}

function newestOf(statuses: readonly PostedStatus[]): PostedStatus | undefined {
  return statuses.toSorted((a, b) => Date.parse(b.postedAt) - Date.parse(a.postedAt))[0];
}
