import type { Benchmark, BenchmarkRun } from "../benchmark.js";
import { floorContext } from "../floor/handle-push.js";
import { interleave } from "../measure/interleave.js";
import { median } from "../measure/statistics.js";
import { against, inMs, type Table } from "../measure/table.js";
import {
  createDeployRepository,
  type DeployRepository,
  type DeployShape,
} from "../world/deploy-repository.js";
import { sampleIssues } from "../world/sample-issues.js";
import { startWorld, type RunningApp, type World } from "../world/start-world.js";
import { appContext, timePush } from "../world/time-push.js";
import { untilJudged } from "../world/until-judged.js";

interface Scenario extends DeployShape {
  readonly what: string;
  readonly expected: "success" | "failure";
  /** What the floor comes to, where that is something else: it looks at issues only. */
  readonly expectedOfFloor?: "success";
  /** Times the floor; null: reported only. */
  readonly limit: number | null;
}

const sizes = [
  { commits: 10, issues: 6, limit: 1.5 },
  { commits: 100, issues: 60, limit: 1.4 },
  { commits: 1000, issues: 600, limit: 1.3 },
] as const;

/** More pushes in a minute than this would meet GitHub's limit for statuses, which the app keeps. */
const mostRounds = 30;
const manyIssues = 600;
const timesNaive = 20;

/** From a webhook's arrival to the final status, beside a program that does only what cannot be left out. */
export const pushToStatus: Benchmark = {
  databases: ["embedded", "postgres"],
  async run(run) {
    const rounds = Math.min(run.rounds ?? 15, mostRounds);
    const ready = await withIssues(run, "success", rounds);
    const unready = await withIssues(run, "failure", rounds);
    return [
      {
        title: `Push to status, ${run.database} database, ${rounds} rounds`,
        head: ["Deploy", "Floor", "Pre-Deploy Checker", "Times the floor"],
        rows: [...ready.rows, ...unready.rows],
      },
      ...ready.tables,
    ];
  },
};

interface Outcome {
  readonly rows: readonly (readonly string[])[];
  readonly tables: readonly Table[];
}

async function withIssues(
  run: BenchmarkRun,
  expected: "success" | "failure",
  rounds: number,
): Promise<Outcome> {
  const { database, cleanup } = run;
  const folder = `${run.folder}/${expected}`;
  const issues = sampleIssues(manyIssues, { allReady: expected === "success" });
  const world = await startWorld({ database, issues, folder, cleanup });
  const scenarios = scenariosFor(expected);
  const repositories = await Promise.all(
    scenarios.map((scenario) => createDeployRepository(world.github, scenario)),
  );
  const app = await world.startApp();
  world.github.setWebhookUrl(world.gate.url);
  const [first] = repositories;
  if (first === undefined) return { rows: [], tables: [] };
  const token = new URL(world.github.repository(first.name).pushUrl).password;
  const floor = await world.startFloor("fewest", token);

  const rows: (readonly string[])[] = [];
  let largest = Number.NaN;
  for (const [index, { what, expected: state, expectedOfFloor = state, limit }] of scenarios.entries()) {
    const repository = repositories[index];
    if (repository === undefined) continue;
    await untilJudged(world.github, repository);
    const timed = (listener: RunningApp, context: string, wanted: typeof state) => () =>
      timePush({ world, repository, listener, context, expected: wanted });
    const [byFloor = [], byApp = []] = await interleave(
      [timed(floor, floorContext, expectedOfFloor), timed(app, appContext, state)],
      { rounds },
    );
    const ratio = median(byApp) / median(byFloor);
    const written = (value: number) => value.toFixed(2);
    rows.push([
      what,
      inMs(median(byFloor)),
      inMs(median(byApp)),
      limit === null ? written(ratio) : against(ratio, limit, written),
    ]);
    if (state === "success" && limit !== null) largest = median(byApp);
  }
  const big = repositories[scenarios.findIndex(({ issues }) => issues === manyIssues)];
  const naive = expected === "success" && big !== undefined;
  const tables = naive ? [await againstNaive(world, big, token, largest)] : [];
  return { rows, tables };
}

function scenariosFor(expected: "success" | "failure"): readonly Scenario[] {
  const what = expected === "success" ? "all issues ready" : "a tenth of the issues not ready";
  const bySize = sizes
    .filter(({ commits }) => expected === "success" || commits >= 100)
    .map((size): Scenario => {
      return {
        ...size,
        expected,
        name: `size-${size.commits}/web`,
        what: `${size.commits} commits, ${size.issues} issues, ${what}`,
      };
    });
  if (expected === "failure") return bySize;
  const withPullRequests: Scenario = {
    name: "pulls/web",
    commits: 1000,
    issues: 600,
    keylessEvery: 20,
    pullRequestKeys: true,
    expected: "failure",
    expectedOfFloor: "success",
    limit: null,
    what: "1000 commits, 600 issues; GitHub asked about the pull requests of 50 commits",
  };
  return [...bySize, withPullRequests];
}

/** One request for each issue, one after the other: as a program that was not made for this does it. */
async function againstNaive(
  world: World,
  repository: DeployRepository,
  token: string,
  product: number,
): Promise<Table> {
  const listener = await world.startFloor("one-issue-each-in-a-row", token);
  const took = await timePush({ world, repository, listener, context: floorContext, expected: "success" });
  const times = took / product;
  const shown = `${times.toFixed(0)} times`;
  return {
    title: `600 issues, one Jira request an issue in a row, once`,
    head: ["One by one", "Pre-Deploy Checker", "Faster"],
    rows: [[inMs(took), inMs(product), `${times >= timesNaive ? shown : `**${shown}**`} (at least 20)`]],
  };
}
