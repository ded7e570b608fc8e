import { Visitor } from "../../test/app/sign-in/visitor.js";
import type { Benchmark } from "../benchmark.js";
import { processorTime } from "../measure/processor-time.js";
import { percentile } from "../measure/statistics.js";
import { against, inMs } from "../measure/table.js";
import { firstLoad } from "../page-load/first-load.js";
import type { LoadResult } from "../page-load/plan.js";
import { runLoad } from "../page-load/run-load.js";
import { watchInBrowser } from "../page-load/watch-in-browser.js";
import { startStaticServer } from "../static-server/start-static-server.js";
import { createDeployRepository } from "../world/deploy-repository.js";
import { sampleIssues } from "../world/sample-issues.js";
import { startWorld } from "../world/start-world.js";
import { untilJudged } from "../world/until-judged.js";

const readers = 50;
const seconds = 20;
const loads = 3;
const limits = { medianMs: 60, slowMs: 150, bytes: 150_000, layoutShift: 0, taskMs: 50 } as const;

/**
 * How soon a huge deploy's page comes to many who are signed in, whose rights are asked of the local GitHub with its
 * latency, beside a server that only sends the same bytes; and what opening it costs a browser.
 */
export const page: Benchmark = {
  databases: ["embedded", "postgres"],
  async run({ database, rounds, folder, cleanup }) {
    const issues = sampleIssues(600, { allReady: false });
    const world = await startWorld({ database, issues, folder, cleanup });
    const { github } = world;
    const repository = await createDeployRepository(github, { name: "acme/web", commits: 1000, issues: 600 });
    const app = await world.startApp({ signIn: true });
    await untilJudged(github, repository);
    const url = `${app.url}/r/${repository.name}/web/${repository.head}`;

    const visitors: Visitor[] = [];
    for (let number = 0; number <= readers; number++) {
      github.createUser(`reader-${number}`);
      github.grant(repository.name, `reader-${number}`, "write");
      const visitor = new Visitor(app.url);
      await visitor.signIn(`reader-${number}`);
      visitors.push(visitor);
    }
    // Whoever comes first opens it in a browser; the others, all of them new to the service, come together.
    const [first = new Visitor(app.url), ...others] = visitors;
    const { page: fetched, bytes } = await firstLoad(url, cookieOf(first));
    const watched = await watchInBrowser(url, first.cookies, loads);

    const fileServer = await startStaticServer(fetched, { folder, cleanup });
    const plan = { readers: others.map(cookieOf), requests: rounds ?? seconds };
    const measure = async (pid: number, address: string) => {
      const before = processorTime(pid);
      const load = await runLoad({ ...plan, url: address }, folder);
      return { ...load, processorMs: (processorTime(pid) - before) / load.firstByteMs.length };
    };
    const ofFiles = await measure(fileServer.pid, fileServer.url);
    const ofApp = await measure(app.pid, url);

    const total = Object.values(bytes).reduce((sum, one) => sum + one, 0);
    return [
      {
        title: `The page of 1000 commits and 600 issues, ${readers} readers asking once a second for ${plan.requests} s, ${database} database`,
        head: [
          "From",
          "First byte, median",
          "99th percentile",
          "Slowest",
          "Processor time each",
          "Not 200",
          "Bytes each",
          "Sent late by",
        ],
        rows: [
          loadRow("the app", ofApp, (value, limit) => against(value, limit, inMs)),
          loadRow("a static file server", ofFiles, inMs),
        ],
      },
      {
        title: `Opening it for the first time, ${database} database`,
        head: ["Over the wire", "Page", "Styles", "Scripts", "Icons", "Layout shift", "Longest task"],
        rows: [
          [
            against(total, limits.bytes, inKilobytes),
            ...Object.values(bytes).map(inKilobytes),
            against(watched.layoutShift, limits.layoutShift, String),
            watched.longestTask === 0
              ? `none over ${limits.taskMs} ms`
              : against(watched.longestTask, limits.taskMs, inMs),
          ],
        ],
      },
    ];
  },
};

interface MeasuredLoad extends LoadResult {
  /** What an answer took of the server's processor time. */
  readonly processorMs: number;
}

function cookieOf(visitor: Visitor): string {
  return [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

function loadRow(
  from: string,
  { firstByteMs, refused, bytes, latestMs, processorMs }: MeasuredLoad,
  write: (value: number, limit: number) => string,
): readonly string[] {
  return [
    from,
    write(percentile(firstByteMs, 0.5), limits.medianMs),
    write(percentile(firstByteMs, 0.99), limits.slowMs),
    inMs(Math.max(...firstByteMs)),
    `${processorMs.toFixed(1)} ms`,
    String(refused),
    inKilobytes(bytes / firstByteMs.length),
    inMs(latestMs),
  ];
}

function inKilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
