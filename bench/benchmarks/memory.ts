import { setTimeout as sleep } from "node:timers/promises";
import type { Benchmark, BenchmarkRun } from "../benchmark.js";
import { peakMemory, residentMemory } from "../measure/resident-memory.js";
import { against, inMegabytes } from "../measure/table.js";
import { createDeployRepository, type DeployRepository } from "../world/deploy-repository.js";
import { sampleIssues } from "../world/sample-issues.js";
import { startIdlePglite } from "../world/start-idle-pglite.js";
import { startWorld } from "../world/start-world.js";
import { appContext, timePush } from "../world/time-push.js";
import { untilJudged } from "../world/until-judged.js";

const sizes = [
  { commits: 10, issues: 6 },
  { commits: 1_000, issues: 600 },
  { commits: 10_000, issues: 6_000 },
] as const;

const restMs = 5_000;
/** In bytes; embedded: over what an idle PGlite takes. */
const limits = { postgres: 300e6, embedded: 250e6 } as const;

/** Resident memory of the app's process while and after it judges deploys that grow; git's processes excluded. */
export const memory: Benchmark = {
  databases: ["embedded", "postgres"],
  async run(run) {
    const { database, folder, cleanup } = run;
    const idlePglite = database === "embedded" ? await idleMemory(run) : 0;
    const world = await startWorld({ database, issues: sampleIssues(6_000), folder, cleanup });
    const repositories: DeployRepository[] = [];
    for (const size of sizes) {
      const name = `size-${size.commits}/web`;
      repositories.push(await createDeployRepository(world.github, { ...size, name }));
    }
    const app = await world.startApp();
    world.github.setWebhookUrl(world.gate.url);
    const first = await peakMemory(app.pid, async () => {
      for (const repository of repositories) await untilJudged(world.github, repository);
    });
    await sleep(restMs);
    const limit = limits[database] + idlePglite;
    const rows = [["the start, and every deploy once", against(first, limit, inMegabytes), rest(app.pid)]];
    for (const [index, repository] of repositories.entries()) {
      const peak = await peakMemory(app.pid, async () => {
        for (let round = 0; round < (run.rounds ?? 3); round++)
          await timePush({ world, repository, listener: app, context: appContext, expected: "success" });
      });
      await sleep(restMs);
      const what = `pushes to ${sizes[index]?.commits ?? 0} commits`;
      rows.push([what, against(peak, limit, inMegabytes), rest(app.pid)]);
    }
    const idle = database === "embedded" ? ` (an idle PGlite: ${inMegabytes(idlePglite)})` : "";
    return [
      {
        title: `Resident memory, ${database} database${idle}`,
        head: ["While", "At most", "5 s later"],
        rows,
      },
    ];
  },
};

function rest(pid: number): string {
  return inMegabytes(residentMemory(pid));
}

async function idleMemory({ folder }: BenchmarkRun): Promise<number> {
  const pglite = await startIdlePglite(folder);
  try {
    await sleep(restMs);
    return residentMemory(pglite.pid);
  } finally {
    await pglite.stop();
  }
}
