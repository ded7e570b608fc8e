import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSampleRepository } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";
import { judgementOf, resultOf } from "./judgement.js";
import { policyWith } from "./sample-policies.js";

const folder = mkdtempSync(join(tmpdir(), "migration-imports-"));
const rowCountFile = join(folder, "counts.json");
writeFileSync(
  rowCountFile,
  JSON.stringify({
    tables: {
      calls: { rows: 900_000_000, bytes: 200_000_000_000, columns: { id: "integer" } },
      users: { rows: 20_000, bytes: 5_000_000, columns: { id: "integer" } },
    },
  }),
);

const policy = policyWith({
  migrations: {
    engine: "postgres 16",
    files: ["src/migrations/*"],
    "row-counts": "primary",
    "fail-over": "30m",
  },
});
const widenTable = (table: string) => `import { Widening } from "./widening.js";
export abstract class WidenTable extends Widening {
  table() { return "${table}"; }
}
`;
const widening = `export abstract class Widening implements MigrationInterface {
  async up(queryRunner: QueryRunner) {
    await queryRunner.query(\`ALTER TABLE \${this.table()} ALTER COLUMN id TYPE bigint\`);
  }
}
`;
const typeOrm = `import { WidenTable } from "../shared/widen-table";
export class WidenIds1762041600000 extends WidenTable implements MigrationInterface {
  name = "WidenIds1762041600000";
}
`;
const knex = `const { widen } = require("../shared/widen");
exports.up = (knex) => widen(knex, "calls");
exports.down = () => undefined;
`;
const widen = `exports.widen = (knex, table) => knex.schema.alterTable(table, (t) => t.bigInteger("id").alter());
`;

let product: Product;
beforeAll(async () => {
  product = await startProduct({
    jira: { issues: [{ key: "STORY-1" }] },
    environment: { ROW_COUNTS_PRIMARY_URL: pathToFileURL(rowCountFile).href },
  });
});
afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true });
});

/** What is said of a deploy that brings `brought` to production's code `files`. */
async function judged(
  name: string,
  files: Readonly<Record<string, string>>,
  brought: Readonly<Record<string, string | null>>,
) {
  const repository = await createSampleRepository(product.github, { name: `acme/${name}`, policy, files });
  const head = await repository.push("deploy", "STORY-1 Widen", brought);
  return judgementOf(product, repository.name, head);
}

test("a TypeORM migration does what its base classes do, in files that production has and that the deploy brings", async () => {
  const { status, report } = await judged(
    "base-class",
    { "src/shared/widening.ts": widening },
    { "src/shared/widen-table.ts": widenTable("calls"), "src/migrations/1762041600000-WidenIds.ts": typeOrm },
  );
  expect(status.description).toMatch(/^1 migration over 30 min/);
  expect(report.migrations).toMatchObject([
    { format: "typeorm", operations: [{ table: "calls", cost: "rewrite", rows: 900_000_000, line: 2 }] },
  ]);
});

test("what is imported is read as the deploy has it, not as production does", async () => {
  const { status, report } = await judged(
    "changed-base",
    { "src/shared/widening.ts": widening, "src/shared/widen-table.ts": widenTable("users") },
    { "src/shared/widen-table.ts": widenTable("calls"), "src/migrations/1762041600000-WidenIds.ts": typeOrm },
  );
  expect(status.state).toBe("failure");
  expect(report.migrations[0]?.operations.map(({ table }) => table)).toEqual(["calls"]);
});

test("a Knex migration does what a helper of another file does", async () => {
  const { status, report } = await judged(
    "helper",
    { "src/shared/widen.js": widen },
    { "src/migrations/20261102000000_widen.js": knex },
  );
  expect(status.description).toMatch(/^1 migration over 30 min/);
  expect(report.migrations[0]?.format).toBe("knex");
  const rewrite = report.migrations[0]?.operations.find(({ cost }) => cost === "rewrite");
  expect(rewrite).toMatchObject({ table: "calls", kind: "change_column_type", line: 3 });
});

test("a helper that is nowhere, or that the deploy removes, makes it unreadable and never green", async () => {
  const migration = { "src/migrations/20261102000000_widen.js": knex };
  const [nowhere, removed] = await Promise.all([
    judged("no-helper", {}, migration),
    judged("removed-helper", { "src/shared/widen.js": widen }, { ...migration, "src/shared/widen.js": null }),
  ]);
  for (const { status, report } of [nowhere, removed]) {
    expect(status.state).toBe("failure");
    expect(resultOf(report, "migration-unreadable")).toEqual(["failure", 1]);
    expect(report.findings[0]?.message).toMatch(/^Line 2 of 20261102000000_widen\.js cannot be estimated/);
  }
});
