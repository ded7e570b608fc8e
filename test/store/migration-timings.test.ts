import { beforeEach, expect, test } from "vitest";
import type { MigrationTiming, Store } from "../../src/deploys/ports/store.js";
import { createMigrationTimings } from "../../src/deploys/migration-timings.js";
import { createStore } from "../../src/store/create-store.js";
import { onEachDatabase } from "./each-database.js";
import { sampleReport, sha } from "./sample-report.js";

const timing = (path: string, seconds: number, minute = 0): MigrationTiming => ({
  path,
  sha: sha("a"),
  engine: "postgres 16",
  cost: "index",
  expected: 10,
  seconds,
  at: new Date(Date.UTC(2026, 10, 20, 10, 0, minute)).toISOString(),
});

onEachDatabase((database) => {
  let store: Store;
  let id = 800_000_000_000;
  beforeEach(() => {
    store = createStore(database().kysely);
    id += 1;
  });

  test("a migration of a deployed commit counts once, with what was said last", async () => {
    await store.recordMigrationTimings(id, [timing("a.sql", 5), timing("a.sql", 6), timing("b.sql", 7)]);
    await store.recordMigrationTimings(id, [timing("a.sql", 8, 1)]);
    await store.recordMigrationTimings(id, []);
    expect(await store.migrationTimings(id, "postgres 16")).toEqual([
      timing("a.sql", 8, 1),
      timing("b.sql", 7),
    ]);
    expect(await store.migrationTimings(id, "postgres 17")).toEqual([]);
    expect(await store.migrationTimings(id - 1, "postgres 16")).toEqual([]);
  });

  test("the newest thousand of a repository are kept", async () => {
    for (let round = 0; round < 11; round += 1) {
      const batch = Array.from({ length: 100 }, (_, at) => timing(`${round}-${at}.sql`, 1, round));
      await store.recordMigrationTimings(id, batch);
    }
    const kept = await store.migrationTimings(id, "postgres 16");
    expect(kept).toHaveLength(1_000);
    expect(kept.some(({ path }) => path.startsWith("0-"))).toBe(false);
  });

  test("durations are held against what the deploy's report had expected", async () => {
    const operation = {
      table: "calls",
      kind: "add_index",
      cost: "index" as const,
      rows: 5,
      seconds: { expected: 100, low: 50, high: 200 },
      blocksReads: false,
      blocksWrites: true,
      blockedSeconds: null,
      lock: "SHARE",
      line: 1,
      note: "",
      advice: null,
      basis: null,
      observed: { count: 1, factor: 2 },
    };
    const migration = {
      path: "db/1_a.sql",
      format: "sql",
      seconds: operation.seconds,
      operations: [operation],
    };
    const short = { ...operation, seconds: { expected: 0.1, low: 0.1, high: 0.1 } };
    const migrationContext = {
      engine: "postgres 16",
      changed: [],
      applied: [],
      rowCounts: null,
      limits: { failOver: null, warnOver: null, blockOver: null },
      notes: [],
    };
    const migrations = [migration, { ...migration, path: "db/2_b.sql", operations: [short] }];
    const report = { ...sampleReport(), migrations, migrationContext };
    await store.saveEvaluation({
      repositoryId: id,
      ref: "refs/heads/deploy",
      report,
      pushedAt: timing("", 1).at,
      open: true,
    });
    const { at } = timing("", 1);
    const posted = { repositoryId: id, target: report.target, sha: report.head.sha, at };
    const timings = ["1_a", "db/2_b.sql", "3_c"].map((name) => ({ migration: name, seconds: 120 }));
    const useCase = createMigrationTimings({ store });
    expect(await useCase.record({ ...posted, timings })).toEqual({
      recorded: ["db/1_a.sql"],
      ignored: [
        { migration: "db/2_b.sql", reason: "it was expected to be too short" },
        { migration: "3_c", reason: "the deploy's report has no such migration" },
      ],
    });
    expect(await store.migrationTimings(id, "postgres 16")).toMatchObject([
      { expected: 50, seconds: 120, cost: "index" },
    ]);
    expect(await useCase.record({ ...posted, sha: sha("e"), timings })).toBe("unknown-deploy");
  });
});
