import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Benchmark } from "../benchmark.js";
import { percentile } from "../measure/statistics.js";
import { against, inMs } from "../measure/table.js";
import type { BenchDatabase } from "../world/database.js";
import { createDeployRepository, type DeployRepository } from "../world/deploy-repository.js";
import { sampleIssues } from "../world/sample-issues.js";
import { startWorld } from "../world/start-world.js";
import { untilJudged } from "../world/until-judged.js";
import { planSchema } from "../webhook-load/plan.js";
import { runLoad } from "../webhook-load/run-load.js";

const perSecond = 100;
const seconds = 30;
const deployRepositories = 10;
const limitMs = { embedded: 150, postgres: 50 } as const;
const patienceMs = 300_000;

/** How soon webhooks are acknowledged under load, while the app does all that follows from them; none is lost. */
export const webhooks: Benchmark = {
  databases: ["embedded", "postgres"],
  async run({ database: kind, folder, cleanup }) {
    const world = await startWorld({ database: kind, issues: sampleIssues(60), folder, cleanup });
    const { github, gate, database } = world;
    const repositories: DeployRepository[] = [];
    for (let index = 0; index < deployRepositories; index++) {
      const name = `team-${index}/web`;
      repositories.push(await createDeployRepository(github, { name, commits: 20, issues: 12 }));
    }
    const app = await world.startApp();
    for (const repository of repositories) await untilJudged(github, repository);
    github.setWebhookUrl(gate.url);
    const templates: unknown[] = [];
    for (const repository of repositories) {
      await repository.push();
      templates.push(JSON.parse((await gate.nextPush()).body.toString("utf8")));
    }
    gate.target = app.webhookUrl;

    const secret = github.app.webhookSecret;
    const plan = planSchema.parse({ url: app.webhookUrl, secret, perSecond, seconds, templates });
    const load = await runLoad(plan, folder);
    await untilIdle(app.url);
    for (const repository of repositories) await untilJudged(github, repository);
    await app.stop();
    const recorded = await recordedFeatureRefs(database);
    const lost = perSecond * seconds - load.acknowledgedMs.length + load.refused;
    const times = load.acknowledgedMs;
    return [
      {
        title: `Webhooks acknowledged, ${perSecond} a second for ${seconds} s, ${kind} database`,
        head: [
          "Median",
          "99th percentile",
          "Slowest",
          "Not answered with 202",
          "Branches recorded",
          "Sent late by",
        ],
        rows: [
          [
            inMs(percentile(times, 0.5)),
            against(percentile(times, 0.99), limitMs[kind], inMs),
            inMs(Math.max(...times)),
            String(lost),
            `${recorded} of ${load.featureRefs}`,
            inMs(load.latestMs),
          ],
        ],
      },
    ];
  },
};

/** Waits until no check waits or runs any more. */
async function untilIdle(url: string): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    const metrics = await (await fetch(`${url}/metrics`)).text();
    const jobs = [
      ...metrics.matchAll(/^[a-z_]+\{[^}]*queue="check-ref"[^}]*state="(?:waiting|active)"[^}]*\} (\d+)$/gm),
    ];
    if (jobs.length > 0 && jobs.every(([, count]) => Number(count) === 0)) return;
    await sleep(250);
  }
  throw new Error("The app did not come to rest after the load");
}

async function recordedFeatureRefs(database: BenchDatabase): Promise<number> {
  const rows = await database.query(
    "select count(*) as count from push where ref like 'refs/heads/feature/%'",
  );
  return z.tuple([z.object({ count: z.coerce.number() })]).parse(rows)[0].count;
}
