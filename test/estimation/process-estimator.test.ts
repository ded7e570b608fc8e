import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import {
  createProcessEstimator,
  EstimationFailed,
  type ProcessEstimator,
  type ProcessEstimatorOptions,
} from "../../src/estimation/create-process-estimator.js";
import { tableFacts } from "../migrations/table-facts.js";
import { parseEngine } from "../../src/migrations/engine.js";

const limitMs = 120_000;
const source = (name: string): ProcessEstimatorOptions => ({
  script: fileURLToPath(new URL(name, import.meta.url)),
  nodeArguments: ["--import", new URL("../support/run-typescript.js", import.meta.url).href],
});
const stubborn = (over: ProcessEstimatorOptions = {}): ProcessEstimatorOptions => ({
  ...source("./stubborn-process.ts"),
  ...over,
});

let estimator: ProcessEstimator;
afterEach(() => estimator.close());

const rehearsed = (sql: string) =>
  estimator.estimate({
    files: [{ path: "1.sql", text: sql }],
    engine: parseEngine("postgres 18"),
    facts: {
      takenAt: null,
      engine: null,
      appliedMigrations: [],
      domains: {},
      memoryBytes: null,
      tables: { calls: tableFacts({ rows: 5, columns: { id: "integer" } }) },
    },
    tool: "native",
  });

const run = (...paths: readonly string[]) =>
  estimator.estimate({
    files: paths.map((path) => ({
      path,
      text: "class A < ActiveRecord::Migration[8.0]\n  def change\n    add_column :a, :b, :string\n  end\nend\n",
    })),
    engine: parseEngine("postgres 16"),
    facts: null,
    tool: "native",
  });

test(
  "reads migrations in a process, and again after it was idle and gone",
  async () => {
    estimator = createProcessEstimator({
      ...source("../../src/estimation/estimation-process.ts"),
      idleMs: 1,
    });
    const first = await run("db/migrate/1_a.rb");
    expect(first.map(({ operations }) => operations.map(({ kind, cost }) => [kind, cost]))).toEqual([
      [["add_column", "instant"]],
    ]);
    expect(await run("db/migrate/1_a.rb")).toEqual(first);
  },
  limitMs,
);

test(
  "a file that takes too long is unreadable, and the others are read without it",
  async () => {
    estimator = createProcessEstimator(stubborn({ fileLimitMs: 3_000 }));
    const estimates = await run("1.sql", "hangs.sql", "2.sql");
    expect(estimates.map(({ path, operations }) => [path, operations[0]?.note])).toEqual([
      ["1.sql", undefined],
      ["hangs.sql", "reading it took longer than 3 s"],
      ["2.sql", undefined],
    ]);
  },
  limitMs,
);

test(
  "a file that takes too much memory is unreadable, and does not take the process along",
  async () => {
    estimator = createProcessEstimator(stubborn({ memoryLimitMb: 64 }));
    const estimates = await run("eats.sql", "2.sql");
    expect(estimates[0]?.operations[0]).toMatchObject({
      cost: "unknown",
      note: "reading it took too much memory",
    });
    expect(estimates[1]?.operations).toEqual([]);
  },
  limitMs,
);

test(
  "what says nothing about a file is an error, and the next deploy gets a new process",
  async () => {
    estimator = createProcessEstimator(stubborn());
    await expect(run("breaks.sql")).rejects.toThrow(EstimationFailed);
    expect(await run("2.sql")).toHaveLength(1);
  },
  limitMs,
);

test(
  "where the schema is known, migrations are rehearsed; where that takes too long, the rules stand",
  async () => {
    const child = source("../../src/estimation/estimation-process.ts");
    estimator = createProcessEstimator({ ...child, rehearsalLimitMs: limitMs });
    const [seen] = await rehearsed("alter table calls alter id type bigint, drop column gone");
    expect(seen?.rehearsal).toBe("Rehearsed on an empty copy of the schema in PostgreSQL 18");
    expect(seen?.operations[0]).toMatchObject({
      cost: "unknown",
      note: expect.stringContaining("gone") as string,
    });
    await estimator.close();

    estimator = createProcessEstimator({ ...child, rehearsalLimitMs: 500 });
    const [tooLong] = await rehearsed("alter table calls alter id type bigint");
    expect(tooLong?.rehearsal).toBe("Not rehearsed: it took longer than 0.5 s");
    expect(tooLong?.operations[0]).toMatchObject({ cost: "rewrite" });
  },
  limitMs,
);
