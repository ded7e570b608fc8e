import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sql } from "kysely";
import type { CheckRequest } from "../../src/deploys/ports/check-queue.js";
import { createJobs, type Jobs } from "../../src/jobs/create-jobs.js";
import type { JobContext, JobHandlers } from "../../src/jobs/job-handlers.js";
import { onEachDatabase } from "../store/each-database.js";
import { eventually } from "../support/eventually.js";
import { recordingLogger } from "./recording-logger.js";

const nothing = () => Promise.resolve();
const idle: JobHandlers = { checkRef: nothing, sweep: nothing, redeliver: nothing, housekeep: nothing };

onEachDatabase((database) => {
  let jobs: Jobs;
  let logger: ReturnType<typeof recordingLogger>;
  let lastId = 900_000_000_000;
  let id: number;

  const open = () => createJobs({ database: database().engine, logger });
  const start = (checkRef: JobHandlers["checkRef"]) => jobs.start({ ...idle, checkRef });
  const check = (ref = "refs/heads/deploy"): CheckRequest => ({ repositoryId: id, ref });

  beforeEach(async () => {
    id = ++lastId;
    logger = recordingLogger();
    jobs = await open();
  });

  afterEach(async () => {
    await jobs.stop(0);
    await sql`delete from pgboss.job`.execute(database().kysely);
  });

  /** A handler whose runs end when they are told to. */
  function gate() {
    const runs: { request: CheckRequest; context: JobContext; end: () => void; fail: (e: Error) => void }[] =
      [];
    const checkRef = (request: CheckRequest, context: JobContext) =>
      new Promise<void>((resolve, reject) => {
        runs.push({ request, context, end: resolve, fail: reject });
      });
    const run = (number: number) => eventually(`run ${number}`, () => runs[number] ?? null);
    return { runs, checkRef, run };
  }

  test("a request is handled at once", async () => {
    const { checkRef, run } = gate();
    await start(checkRef);
    const before = performance.now();
    await jobs.queue.request(check());
    const { request, context, end } = await run(0);
    expect(performance.now() - before).toBeLessThan(500);
    expect(request).toEqual(check());
    expect(context.signal.aborted).toBe(false);
    end();
    await eventually("completion", async () =>
      (await jobs.stats())["check-ref"].active === 0 ? true : null,
    );
  });

  test("what was requested before work began is not lost", async () => {
    await jobs.queue.request(check("refs/heads/one"));
    await jobs.queue.request(check("refs/heads/two"));
    expect((await jobs.stats())["check-ref"]).toEqual({ waiting: 2, active: 0, failed: 0 });
    await jobs.stop();
    jobs = await open();
    const seen: string[] = [];
    await start(({ ref }) => {
      seen.push(ref);
      return Promise.resolve();
    });
    await eventually("both", () => (seen.length === 2 ? true : null));
    expect(seen.sort()).toEqual(["refs/heads/one", "refs/heads/two"]);
  });

  test("requests for one ref collapse while it runs, and it runs once more", async () => {
    const { runs, checkRef, run } = gate();
    await start(checkRef);
    await jobs.queue.request(check());
    const first = await run(0);
    expect(await first.context.superseded()).toBe(false);
    await Promise.all(Array.from({ length: 50 }, () => jobs.queue.request(check())));
    await jobs.queue.request(check());
    expect(await first.context.superseded()).toBe(true);
    expect(runs).toHaveLength(1);
    first.end();
    const second = await run(1);
    expect(await second.context.superseded()).toBe(false);
    second.end();
    await eventually("rest", async () => ((await jobs.stats())["check-ref"].active === 0 ? true : null));
    expect((await jobs.stats())["check-ref"]).toEqual({ waiting: 0, active: 0, failed: 0 });
    expect(runs).toHaveLength(2);
  });

  test("different refs run side by side, at most four at once", async () => {
    const { runs, checkRef, run } = gate();
    await start(checkRef);
    await Promise.all(["a", "b", "c", "d", "e"].map((ref) => jobs.queue.request(check(ref))));
    await run(3);
    await eventually("stats", async () => ((await jobs.stats())["check-ref"].active === 4 ? true : null));
    expect(runs).toHaveLength(4);
    runs[0]?.end();
    const last = await run(4);
    expect(new Set(runs.map(({ request }) => request.ref)).size).toBe(5);
    last.end();
    for (const { end } of runs) end();
  });

  test("a job that fails is tried again, beside a fresh request of the same ref never at the same time", async () => {
    const { runs, checkRef, run } = gate();
    await start(checkRef);
    await jobs.queue.request(check());
    (await run(0)).fail(new Error("out of order"));
    await eventually("failure", () =>
      logger.lines.some(({ message }) => message.startsWith("job failed; it will be")) ? true : null,
    );
    await jobs.queue.request(check());
    const fresh = await run(1);
    await eventually("retry being due", async () => {
      const { rows } = await sql`
        select from pgboss.job where state = 'retry' and start_after <= now()`.execute(database().kysely);
      return rows.length > 0 ? true : null;
    });
    expect(runs).toHaveLength(2);
    fresh.end();
    (await run(2)).end();
    await eventually("rest", async () => ((await jobs.stats())["check-ref"].active === 0 ? true : null));
    expect((await jobs.stats())["check-ref"]).toEqual({ waiting: 0, active: 0, failed: 0 });
  });

  test("a job that fails too often becomes a dead letter", async () => {
    let runs = 0;
    await start(() => {
      runs++;
      return Promise.reject(new Error("always"));
    });
    await jobs.queue.request(check());
    await eventually("retry", async () => {
      const { numAffectedRows = 0n } = await sql`
        update pgboss.job set retry_count = 9, start_after = now() where state = 'retry'`.execute(
        database().kysely,
      );
      return numAffectedRows > 0n ? true : null;
    });
    await eventually("dead letter", async () =>
      (await jobs.stats())["check-ref"].failed === 1 ? true : null,
    );
    expect(runs).toBe(2);
    expect((await jobs.stats())["check-ref"]).toEqual({ waiting: 0, active: 0, failed: 1 });
    expect(logger.lines.at(-1)?.message).toBe("job failed for good; it is kept as a dead letter");
  });

  describe("later requests", () => {
    test("come at their time", async () => {
      const seen: number[] = [];
      await start(() => {
        seen.push(Date.now());
        return Promise.resolve();
      });
      const at = new Date(Date.now() + 1_500);
      await jobs.queue.requestAt(check(), at);
      const when = await eventually("run", () => seen[0] ?? null);
      expect(when).toBeGreaterThanOrEqual(at.getTime() - 20);
      expect(when).toBeLessThan(at.getTime() + 3_000);
    });

    test("neither hold up nor replace a request that comes before", async () => {
      const { runs, checkRef, run } = gate();
      await start(checkRef);
      await jobs.queue.requestAt(check(), new Date(Date.now() + 60_000));
      await jobs.queue.request(check());
      (await run(0)).end();
      expect(runs).toHaveLength(1);
      expect((await jobs.stats())["check-ref-later"].waiting).toBe(1);
    });

    test("of one ref collapse into the earliest", async () => {
      const at = (seconds: number) => new Date(Math.ceil(Date.now() / 1000) * 1000 + seconds * 1000);
      const [early, middle, late] = [at(100), at(200), at(300)];
      await jobs.queue.requestAt(check(), middle);
      await jobs.queue.requestAt(check(), late);
      await Promise.all([early, late, middle].map((when) => jobs.queue.requestAt(check(), when)));
      await jobs.queue.requestAt(check("refs/heads/other"), late);
      const { rows } = await sql<{ start_after: Date; data: unknown }>`
        select start_after, data from pgboss.job where name = 'check-ref-later' order by start_after`.execute(
        database().kysely,
      );
      expect(rows).toEqual([
        { start_after: early, data: check() },
        { start_after: late, data: check("refs/heads/other") },
      ]);
    });
  });

  test("what comes by itself runs at the start, and is scheduled", async () => {
    const seen: string[] = [];
    const note = (name: string) => () => {
      seen.push(name);
      return Promise.resolve();
    };
    await jobs.start({
      ...idle,
      sweep: note("sweep"),
      redeliver: note("redeliver"),
      housekeep: note("housekeep"),
    });
    await eventually("all three", () => (seen.length === 3 ? true : null));
    expect(seen.sort()).toEqual(["housekeep", "redeliver", "sweep"]);
    const { rows } = await sql`select name, cron from pgboss.schedule order by name`.execute(
      database().kysely,
    );
    expect(rows).toEqual([
      { name: "housekeep", cron: "17 3 * * *" },
      { name: "redeliver", cron: "*/10 * * * *" },
      { name: "sweep", cron: "*/5 * * * *" },
    ]);
  });

  test("stopping waits for what runs, and takes nothing new", async () => {
    const { runs, checkRef, run } = gate();
    await start(checkRef);
    await jobs.queue.request(check());
    const first = await run(0);
    await jobs.queue.request(check());
    let stopped = false;
    const stopping = jobs.stop().then(() => (stopped = true));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(stopped).toBe(false);
    first.end();
    await stopping;
    expect(runs).toHaveLength(1);
    jobs = await open();
    expect((await jobs.stats())["check-ref"]).toEqual({ waiting: 1, active: 0, failed: 0 });
  });

  test("stopping tells what does not end to stop, and it is done again", async () => {
    await start(
      (_request, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason as Error));
        }),
    );
    await jobs.queue.request(check());
    await eventually("run", async () => ((await jobs.stats())["check-ref"].active === 1 ? true : null));
    await jobs.stop(50);
    jobs = await open();
    expect((await jobs.stats())["check-ref"]).toEqual({ waiting: 1, active: 0, failed: 0 });
    const { runs, checkRef, run } = gate();
    await start(checkRef);
    (await run(0)).end();
    expect(runs[0]?.request).toEqual(check());
  });
});
