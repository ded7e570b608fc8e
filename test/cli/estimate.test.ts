import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { runCommand } from "../support/run-command.js";

const files = {
  "counts.json": JSON.stringify({
    tables: { calls: { rows: 900_000_000, bytes: 2e11, columns: { id: "integer", amount: "integer" } } },
  }),
  "src/shared/widening.ts": `export abstract class Widening implements MigrationInterface {
  async up(queryRunner: QueryRunner) {
    await queryRunner.query(\`ALTER TABLE \${this.table()} ALTER COLUMN id TYPE bigint\`);
  }
}`,
  "src/migrations/1762041600000-WidenCalls.ts": `import { Widening } from "../shared/widening";
export class WidenCalls1762041600000 extends Widening implements MigrationInterface {
  table() { return "calls"; }
}`,
  "knex/20261103_away.js": `const { widen } = require("./not-there");
exports.up = (knex) => widen(knex, "calls");`,
  "knex/20261102_widen.js": `const { widen } = require("./helpers");
exports.up = (knex) => widen(knex, "calls");`,
  "knex/helpers/index.js": `exports.widen = (knex, table) => knex.raw(\`alter table \${table} alter column amount type bigint\`);`,
};

const answerSchema = z.object({
  migrations: z.array(
    z.object({
      path: z.string(),
      format: z.string(),
      seconds: z.object({ expected: z.number() }).nullable(),
      operations: z.array(z.object({ table: z.string().nullable(), cost: z.string(), line: z.number() })),
    }),
  ),
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "estimate-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const estimate = (cwd: string, ...args: readonly string[]) =>
  runCommand(["estimate", "--engine", "postgres:16", "--row-counts", join(folder, "counts.json"), ...args], {
    cwd: join(folder, cwd),
  });

test("base classes and helpers are read from the files that migrations import", async () => {
  const { code, stdout } = await estimate(
    ".",
    "--format",
    "json",
    "src/migrations/1762041600000-WidenCalls.ts",
    join(folder, "knex/20261102_widen.js"),
  );
  expect(code).toBe(0);
  const { migrations } = answerSchema.parse(JSON.parse(stdout));
  expect(migrations).toMatchObject([
    {
      path: "src/migrations/1762041600000-WidenCalls.ts",
      format: "typeorm",
      operations: [{ table: "calls", cost: "rewrite", line: 2 }],
    },
    { path: "knex/20261102_widen.js", format: "knex", operations: [{ table: "calls", cost: "rewrite" }] },
  ]);
  expect(migrations[0]?.seconds?.expected).toBeGreaterThan(600);
});

test("a file outside of the working folder imports from beside it; what is not there is over every limit", async () => {
  const { code, stdout } = await estimate(
    "src",
    "--fail-over",
    "30d",
    "../knex/20261102_widen.js",
    "../knex/20261103_away.js",
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/20261102_widen\.js {2}about /);
  expect(stdout).toMatch(/20261103_away\.js {2}cannot be told/);
  expect(stdout).toMatch(/^ +2 +unknown/m);
});

test("REHEARSAL_URL that is wrong is said before anything is read, and not with --no-rehearsal", async () => {
  const args = ["estimate", "--engine", "mysql:8.0", "knex/20261102_widen.js"];
  const wrong = { cwd: folder, env: { REHEARSAL_URL: "https://user:hunter3@example.com" } };
  const [told, without] = await Promise.all([
    runCommand(args, wrong),
    runCommand([...args, "--no-rehearsal"], wrong),
  ]);
  expect(told.code).toBe(2);
  expect(told.stderr).toMatch(/^error: 1 setting is .*\n {2}REHEARSAL_URL /);
  expect(told.stderr).not.toContain("hunter3");
  expect(without.code).toBe(0);
});
