import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, messagesOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const folder = mkdtempSync(join(tmpdir(), "row-counts-"));
const rowCountFile = join(folder, "counts.json");
writeFileSync(
  rowCountFile,
  JSON.stringify({
    engine: "postgres 16.3",
    appliedMigrations: ["db/changelog.xml::ahead::ann"],
    tables: {
      calls: { rows: 900_000_000, bytes: 200_000_000_000, columns: { id: "integer", state: "text" } },
    },
  }),
);

const changelog = (...changeSets: readonly (readonly [id: string, change: string])[]) =>
  `<databaseChangeLog>\n${changeSets.map(([id, change]) => `<changeSet id="${id}" author="ann">${change}</changeSet>\n`).join("")}</databaseChangeLog>\n`;

const widen = `<modifyDataType tableName="calls" columnName="id" newDataType="bigint"/>`;
const path = "src/main/resources/db/changelog.xml";

let product: Product;
beforeAll(async () => {
  const environment = { ROW_COUNTS_PRIMARY_URL: pathToFileURL(rowCountFile).href };
  product = await startProduct({ jira: { issues: [{ key: "STORY-1" }] }, environment });
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true });
});

async function judge(name: string, before: string, after: string) {
  const policy = policyWith({
    migrations: {
      engine: "postgres 16",
      files: ["src/main/resources/db/**"],
      "row-counts": "primary",
      "fail-over": "30m",
    },
  });
  const repository = await createSampleRepository(product.github, { name: `acme/${name}`, policy });
  const live = await product.github.commit(repository.name, {
    branch: "production",
    message: "STORY-1 Old",
    files: { [path]: before },
  });
  await product.github.setBranch(repository.name, "deploy", live);
  const head = await repository.push("deploy", "STORY-1 Let the changelog grow", { [path]: after });
  return judgementOf(product, repository.name, head);
}

test("of a changelog that grows only what is new counts, and what was run ahead does not", async () => {
  const { status, report } = await judge(
    "grown",
    changelog(["1", widen]),
    changelog(
      ["1", widen],
      ["ahead", widen],
      ["2", `<addColumn tableName="calls"><column name="n" type="int"/></addColumn>`],
    ),
  );
  expect(status.state).toBe("success");
  expect(report.migrations.map(({ operations }) => operations.map(({ kind, line }) => [kind, line]))).toEqual(
    [[["add_column", 4]]],
  );
});

test("a change set that is long fails the deploy, though production has the file", async () => {
  const { status, report } = await judge("long-change-set", changelog(), changelog(["1", widen]));
  expect(status.description).toMatch(/^1 migration over 30 min/);
  expect(report.migrations.map((migration) => migration.path)).toEqual([path]);
});

test("an old change set that is changed is a finding; it does not run", async () => {
  const { status, report } = await judge(
    "changed-set",
    changelog(["1", "<empty/>"], ["2", "<empty/>"]),
    changelog(["1", widen]),
  );
  expect(status.description).toBe("1 old migration changed");
  expect(messagesOf(report, "migration-changed")).toEqual([
    "changelog.xml: change sets 1 of ann, 2 of ann are in production already, and this deploy changes or removes them",
  ]);
  expect(report.migrations).toEqual([]);
});
