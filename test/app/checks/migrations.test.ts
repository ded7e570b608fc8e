import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createTestDatabase, type TestDatabase } from "../../support/postgres/create-test-database.js";
import { pushTogether, type PushedCommit } from "../push-together.js";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, messagesOf, resultOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const folder = mkdtempSync(join(tmpdir(), "row-counts-"));
const rowCountFile = join(folder, "counts.json");
writeFileSync(
  rowCountFile,
  JSON.stringify({
    takenAt: "2026-11-20T04:00:00Z",
    engine: "postgres 16.3",
    appliedMigrations: ["20261101000000"],
    tables: {
      calls: { rows: 900_000_000, bytes: 200_000_000_000, columns: { id: "integer", state: "text" } },
      users: { rows: 20_000, bytes: 5_000_000, columns: { id: "bigint" } },
      stale: { rows: -1 },
    },
  }),
);

const rails = (name: string, body: string) =>
  `class ${name} < ActiveRecord::Migration[8.0]\n  def change\n    ${body}\n  end\nend\n`;
const section = {
  migrations: {
    engine: "postgres 16",
    files: ["db/migrate/*.rb"],
    "row-counts": "primary",
    "fail-over": "30m",
    "block-over": "10s",
  },
};

describe("migrations", () => {
  let product: Product;
  let live: TestDatabase;

  beforeAll(async () => {
    live = await createTestDatabase();
    const client = new pg.Client({ connectionString: live.url });
    await client.connect();
    // By itself the server would analyse it within a minute.
    await client.query(
      "create table letters (id int) with (autovacuum_enabled = off); insert into letters select generate_series(1, 1234)",
    );
    await client.end();
    const environment = {
      ROW_COUNTS_PRIMARY_URL: pathToFileURL(rowCountFile).href,
      ROW_COUNTS_LIVE_URL: `${live.url}?sslmode=disable`,
      ROW_COUNTS_AWAY_URL: pathToFileURL(join(folder, "not-there.json")).href,
      ROW_COUNTS_OTHERS_URL: pathToFileURL(rowCountFile).href,
      ROW_COUNTS_OTHERS_REPOSITORIES: "other/*",
    };
    product = await startProduct({ jira: { issues: [{ key: "STORY-1" }] }, environment });
  });
  afterAll(async () => {
    await product.stop();
    await live.drop();
    rmSync(folder, { recursive: true });
  });

  const judge = async (
    name: string,
    commits: readonly PushedCommit[],
    sections: Readonly<Record<string, unknown>> = section,
  ) => {
    const policy = policyWith(sections);
    const repository = await createSampleRepository(product.github, { name: `acme/${name}`, policy });
    const shas = await pushTogether(product.github, repository, commits);
    return { shas, repository, ...(await judgementOf(product, repository.name, shas.at(-1) ?? "")) };
  };
  const commit = (files: Readonly<Record<string, string | null>>) => ({
    message: "STORY-1 Change it",
    files,
  });

  test("one over the limit fails the deploy, with its time, what it blocks and where that comes from", async () => {
    const { status, report, page } = await judge("long", [
      commit({
        "db/migrate/20261102000000_widen_calls.rb": rails("WidenCalls", "change_column :calls, :id, :bigint"),
        "db/migrate/20261103000000_add_note.rb": rails("AddNote", "add_column :calls, :note, :string"),
      }),
    ]);
    expect(status.state).toBe("failure");
    expect(status.description).toMatch(
      /^1 migration over 30 min \(about .+\), 1 migration blocking for over 10 s$/,
    );
    expect(report.migrations.map(({ path, format }) => [path, format])).toEqual([
      ["db/migrate/20261102000000_widen_calls.rb", "rails"],
      ["db/migrate/20261103000000_add_note.rb", "rails"],
    ]);
    expect(report.migrations[0]?.operations).toEqual([
      expect.objectContaining({
        table: "calls",
        cost: "rewrite",
        rows: 900_000_000,
        blocksReads: true,
        blocksWrites: true,
        line: 3,
      }),
    ]);
    expect(report.migrations[1]?.seconds?.expected).toBe(0);
    expect(report.migrationContext?.rowCounts).toEqual({
      source: "primary",
      takenAt: "2026-11-20T04:00:00Z",
    });
    expect(page).toContain("rewrites the table");
    expect(page).toContain("900,000,000 rows");
  });

  test("small and instant ones pass, and one that was run ahead is not counted", async () => {
    const { status, report, page } = await judge("quick", [
      commit({
        "db/migrate/20261101000000_widen_calls.rb": rails("WidenCalls", "change_column :calls, :id, :bigint"),
        "db/migrate/20261104000000_index_users.rb": rails("IndexUsers", "add_index :users, :id"),
        "db/migrate/20261105000000_create_things.rb": rails(
          "CreateThings",
          "create_table(:things) { |t| t.string :name }; add_index :things, :name",
        ),
      }),
    ]);
    expect(status).toMatchObject({ state: "success", description: "OK to deploy: 1 issue, 1 commit" });
    expect(report.migrationContext?.applied).toEqual(["db/migrate/20261101000000_widen_calls.rb"]);
    expect(report.migrations.map(({ path }) => path.slice(11, 25))).toEqual([
      "20261104000000",
      "20261105000000",
    ]);
    expect(report.migrations[1]?.operations.map(({ rows }) => rows)).toEqual([0, 0]);
    expect(page).toContain("Already run in production, and not counted");
  });

  test("rates that production's code holds count; a deploy cannot bring its own, and bad ones are told", async () => {
    const policy = policyWith({ migrations: { ...section.migrations, rates: "db/rates.json" } });
    const slow = JSON.stringify({ version: 1, engine: "postgres 16", rates: { index: { fixed: 7_200 } } });
    const fast = JSON.stringify({ version: 1, rates: { index: { fixed: 0 } } });
    const index = { "db/migrate/1_index.rb": rails("IndexUsers", "add_index :users, :id") };
    const judged = async (name: string, files: Readonly<Record<string, string>>, brought = {}) => {
      const repository = await createSampleRepository(product.github, {
        name: `acme/${name}`,
        policy,
        files,
      });
      const head = await repository.push("deploy", "STORY-1 Index", { ...index, ...brought });
      return judgementOf(product, repository.name, head);
    };
    const measured = await judged("rates", { "db/rates.json": slow }, { "db/rates.json": fast });
    expect(measured.status.description).toMatch(/^1 migration over 30 min \(about 2 h/);
    const broken = await judged("rates-broken", {
      "db/rates.json": '{"version": 1, "rates": {"index": {"perRow": -1}}}',
    });
    expect(broken.status.state).toBe("success");
    expect(broken.report.migrationContext?.notes).toEqual([
      "db/rates.json is not used, the usual rates are: rates.index.perRow is negative",
    ]);
    const missing = await judged("rates-missing", {});
    expect(missing.report.migrationContext?.notes).toEqual([
      "Production's code has no db/rates.json, which the policy names as its rates",
    ]);
  });

  test("tables without statistics are counted where the policy lets the app", async () => {
    const added = { "db/migrate/1_index.rb": rails("IndexLetters", "add_index :letters, :id") };
    const judged = async (name: string, countRows: Readonly<Record<string, string>>) => {
      const migrations = { ...section.migrations, "row-counts": "live", ...countRows };
      return judge(name, [commit(added)], { migrations });
    };
    const unknown = await judged("uncounted", {});
    expect(unknown.status.description).toBe("1 migration cannot be estimated");
    const counted = await judged("counted", { "count-rows": "10s" });
    expect(counted.status.state).toBe("success");
    expect(counted.report.migrations[0]?.operations[0]?.rows).toBe(1234);
    expect(counted.report.migrationContext?.notes).toContain(
      "letters was counted, because its statistics are no use",
    );
    expect(counted.page).toContain("letters was counted");
  });

  test("what cannot be read, and tables of unknown size, are never green", async () => {
    const { status, report } = await judge("unknown", [
      commit({
        "db/migrate/1_broken.rb":
          "class Broken < ActiveRecord::Migration[8.0]\n  def change\n    add_column(\n",
        "db/migrate/2_stale.rb": rails("Stale", "add_index :stale, :id"),
        "db/migrate/3_nobody.rb": rails("Nobody", "add_index :nobody_knows, :id"),
      }),
    ]);
    expect(status).toMatchObject({
      state: "failure",
      description: "1 migration cannot be estimated, 2 migrations cannot be estimated",
    });
    expect(resultOf(report, "migration-unreadable")).toEqual(["failure", 1]);
    expect(messagesOf(report, "migration-size-unknown")).toEqual([
      expect.stringContaining("The size of stale in production is not known"),
      expect.stringContaining("The size of nobody_knows in production is not known"),
    ]);
  });

  test("a migration of production's code that is changed is a finding", async () => {
    const policy = policyWith(section);
    const repository = await createSampleRepository(product.github, { name: "acme/changed", policy });
    const path = "db/migrate/20250101000000_old.rb";
    const live = await product.github.commit(repository.name, {
      branch: "production",
      message: "STORY-1 Old",
      files: { [path]: rails("Old", "add_column :users, :a, :string") },
    });
    await product.github.setBranch(repository.name, "deploy", live);
    const head = await repository.push("deploy", "STORY-1 Change the past", {
      [path]: rails("Old", "add_column :users, :b, :string"),
    });
    const { status, report } = await judgementOf(product, repository.name, head);
    expect(status.description).toBe("1 old migration changed");
    expect(report.migrations).toEqual([]);
  });

  test.each([
    ["nowhere", "row-counts-not-configured", /ROW_COUNTS_NOWHERE_URL/],
    ["away", "row-counts-unavailable", /row counts of away/],
    ["others", "row-counts-not-allowed", /acme/],
  ])("row counts from %s: it cannot be told", async (source, kind, message) => {
    const own = { migrations: { ...section.migrations, "row-counts": source } };
    const files = { "db/migrate/1_a.rb": rails("A", "add_index :users, :id") };
    const { status, report } = await judge(`from-${source}`, [commit(files)], own);
    expect(status.state).toBe("error");
    expect(report.problems).toEqual([
      expect.objectContaining({ kind, message: expect.stringMatching(message) }),
    ]);
  });

  test("a deploy without migrations needs no row counts", async () => {
    const own = { migrations: { ...section.migrations, "row-counts": "away" } };
    const { status } = await judge("none", ["STORY-1 Nothing of the database"], own);
    expect(status.state).toBe("success");
  });
});
