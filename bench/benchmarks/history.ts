import type { Benchmark } from "../benchmark.js";
import { interleave } from "../measure/interleave.js";
import { median } from "../measure/statistics.js";
import { against, inMs } from "../measure/table.js";
import { createDeployRepository, type DeployRepository } from "../world/deploy-repository.js";
import { sampleIssues } from "../world/sample-issues.js";
import { startWorld } from "../world/start-world.js";
import { appContext, timePush } from "../world/time-push.js";
import { untilJudged } from "../world/until-judged.js";

const range = { commits: 1000, issues: 600 } as const;
const histories = [2_000, 100_000] as const;
const limit = 1.1;

/** Whether a deploy of the same size costs the same in a repository with a long history. */
export const history: Benchmark = {
  databases: ["postgres"],
  async run({ database, rounds, folder, cleanup }) {
    const world = await startWorld({ database, issues: sampleIssues(range.issues), folder, cleanup });
    const repositories: DeployRepository[] = [];
    for (const commits of histories) {
      const name = `history-${commits}/web`;
      repositories.push(await createDeployRepository(world.github, { ...range, name, history: commits }));
    }
    const app = await world.startApp();
    world.github.setWebhookUrl(world.gate.url);
    for (const repository of repositories) await untilJudged(world.github, repository);

    const measured = await interleave(
      repositories.map(
        (repository) => () =>
          timePush({ world, repository, listener: app, context: appContext, expected: "success" }),
      ),
      { rounds: Math.min(rounds ?? 15, 30) },
    );
    const [short = Number.NaN, long = Number.NaN] = measured.map(median);
    return [
      {
        title: `A range of 1000 commits by the length of the history, ${database} database`,
        head: ["2,000 commits", "100,000 commits", "Ratio"],
        rows: [[inMs(short), inMs(long), against(long / short, limit, (value) => value.toFixed(2))]],
      },
    ];
  },
};
