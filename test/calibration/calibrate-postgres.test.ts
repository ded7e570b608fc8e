import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { calibrate } from "../../src/calibration/calibrate.js";
import { CalibrationFailed } from "../../src/calibration/calibration-failed.js";
import { openScratchSpace } from "../../src/calibration/open-scratch-space.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres/create-test-database.js";

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query("create table narrow_0_1000 (kept integer); insert into narrow_0_1000 values (7)");
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const relations = async (): Promise<readonly unknown[]> => {
  const sql = `select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1, 2`;
  const schemas = "select nspname from pg_namespace where nspname like 'pre_deploy%'";
  const found = [
    await client.query<Record<string, unknown>>(sql),
    await client.query<Record<string, unknown>>(schemas),
  ];
  return found.flatMap(({ rows }) => rows);
};
const untouched = [{ nspname: "public", relname: "narrow_0_1000" }];

test("times every class of work that PostgreSQL knows, and leaves nothing behind", async () => {
  const told: [string, number][] = [];
  const space = await openScratchSpace(database.url);
  const { engine, samples, rates, ended } = await calibrate(space, {
    sizes: [2_000, 1_000],
    budgetSeconds: 60,
    onProgress: (what, done) => told.push([what, done]),
  });
  expect(engine).toMatch(/^postgres \d+/);
  expect(ended).toBeNull();
  expect(Object.keys(rates).sort()).toEqual([
    "delete",
    "index",
    "index-concurrently",
    "index-fulltext",
    "index-text",
    "insert",
    "rewrite",
    "scan",
    "update",
  ]);
  const rewrites = samples.filter((sample) => sample.class === "rewrite");
  expect(rewrites.map(({ rows, indexes }) => [rows, indexes])).toEqual([
    [1_000, 0],
    [1_000, 3],
    [1_000, 3],
    [1_000, 0],
    [2_000, 0],
    [2_000, 3],
    [2_000, 3],
    [2_000, 0],
  ]);
  const [narrow, wide] = rewrites;
  expect(wide?.heapBytes).toBeGreaterThan((narrow?.heapBytes ?? 0) * 4);
  expect(wide?.bytes).toBeGreaterThan(wide?.heapBytes ?? 0);
  expect(samples.every(({ seconds, memoryBytes }) => seconds > 0 && memoryBytes !== null)).toBe(true);
  expect(told[0]).toEqual(["1,000 narrow rows, no indexes", 0]);
  expect(told).toHaveLength(8);
  expect(await relations()).toEqual(untouched);
  expect((await client.query("select kept from narrow_0_1000")).rows).toEqual([{ kept: 7 }]);
});

describe("ends early", () => {
  test("when time is up: cancels what runs, keeps what was measured, drops everything", async () => {
    const space = await openScratchSpace(database.url);
    const startedAt = performance.now();
    const { samples, ended } = await calibrate(space, { sizes: [1_000, 20_000_000], budgetSeconds: 3 });
    expect(ended).toBe("time is up");
    expect(samples.length).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(15_000);
    expect(await relations()).toEqual(untouched);
  });

  test("when interrupted", async () => {
    const controller = new AbortController();
    const space = await openScratchSpace(database.url);
    const { ended } = await calibrate(space, {
      sizes: [20_000_000],
      budgetSeconds: 60,
      signal: controller.signal,
      onProgress: () => setTimeout(() => controller.abort(), 300),
    });
    expect(ended).toBe("interrupted");
    expect(await relations()).toEqual(untouched);
  });

  test("when a statement fails, and says why", async () => {
    const space = await openScratchSpace(database.url);
    const failing = { ...space, settle: () => space.run("analyze nowhere") };
    await expect(calibrate(failing, { sizes: [1_000], budgetSeconds: 60 })).rejects.toThrow(
      /"nowhere" does not exist/,
    );
    expect(await relations()).toEqual(untouched);
  });
});

describe("refuses", () => {
  const failure = async (url: string): Promise<Error> => {
    try {
      const space = await openScratchSpace(url);
      await calibrate(space, { sizes: [1_000], budgetSeconds: 60 });
    } catch (error) {
      if (error instanceof Error) return error;
    }
    throw new Error("it did not fail");
  };

  test("a wrong password, without showing it", async () => {
    const url = new URL(database.url);
    url.password = "s3cret%20word";
    const error = await failure(url.href);
    expect(error).toBeInstanceOf(CalibrationFailed);
    expect(error.message).toMatch(/password authentication failed/);
    expect(`${error.message}${String(error.cause)}`).not.toMatch(/s3cret/);
  });

  test("an account that may make no schema", async () => {
    await client.query("create role calibrates_not login password 'test'");
    try {
      const url = new URL(database.url);
      url.username = "calibrates_not";
      url.password = "test";
      expect((await failure(url.href)).message).toMatch(/permission denied for database/);
    } finally {
      await client.query("drop role calibrates_not");
    }
  });

  test.each(["https://localhost/x", "nonsense", "file:/tmp/rows.json"])("%s", async (url) => {
    expect((await failure(url)).message).toMatch(/neither postgres/);
  });

  test("a server that is not there", async () => {
    expect((await failure("postgres://x@127.0.0.1:1/x")).message).toBe("connection refused");
  });
});
