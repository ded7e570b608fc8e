import fc from "fast-check";
import { expect, test } from "vitest";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { loadKnexFormat } from "../../../../src/migrations/formats/knex/read-knex-migration.js";
import { loadSequelizeFormat } from "../../../../src/migrations/formats/sequelize/read-sequelize-migration.js";
import { loadTypeOrmFormat } from "../../../../src/migrations/formats/typeorm/read-typeorm-migration.js";

const loaders = { knex: loadKnexFormat, sequelize: loadSequelizeFormat, typeorm: loadTypeOrmFormat };

async function read(format: keyof typeof loaders, text: string, engine = "postgres 16") {
  return (await loaders[format]())({ path: "migrations/1.ts", text }, parseEngine(engine));
}

async function sqlOf(format: keyof typeof loaders, text: string, engine?: string) {
  const { steps } = await read(format, text, engine);
  return steps.map((step) => (step.kind === "sql" ? step.sql : `${step.kind}@${step.line}`));
}

const knex = `exports.up = async (knex) => {
  for (const name of ["a", "b"]) await knex.schema.alterTable(name, (t) => t.string("x", 10).notNullable().defaultTo("y"));
  if (knex.client.config.client === "pg") await knex.raw("VACUUM ??", ["a"]);
  await knex("a").where({ id: 1 }).update({ x: unknownThing() });
};
exports.config = { transaction: false };`;

test("Knex: loops, the client and rows", async () => {
  expect(await sqlOf("knex", knex)).toEqual([
    `ALTER TABLE "a" ADD COLUMN "x" varchar(10) NOT NULL DEFAULT 'y'`,
    `ALTER TABLE "b" ADD COLUMN "x" varchar(10) NOT NULL DEFAULT 'y'`,
    'VACUUM "a"',
    'UPDATE "a" SET "x" = NULL WHERE "id" = 1',
  ]);
  expect((await read("knex", knex)).inTransaction).toBe(false);
  expect(await sqlOf("knex", knex, "mysql 8.0")).toHaveLength(3);
});

test("TypeORM: SQL with constants", async () => {
  const text = `const T = "users";
export class A1700000000000 implements MigrationInterface {
  transaction = false as const;
  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(\`CREATE INDEX CONCURRENTLY i ON \${T} (a)\`);
    await queryRunner.query(unknownSql);
  }
}`;
  expect(await sqlOf("typeorm", text)).toEqual(["CREATE INDEX CONCURRENTLY i ON users (a)", "unreadable@6"]);
});

test("Sequelize: the same on both engines", async () => {
  const text = `module.exports = { up: (q, S) => q.addColumn("t", "c", { type: S.BOOLEAN, allowNull: false, defaultValue: false }) };`;
  expect(await sqlOf("sequelize", text)).toEqual([
    'ALTER TABLE "t" ADD COLUMN "c" BOOLEAN NOT NULL DEFAULT false',
  ]);
  expect(await sqlOf("sequelize", text, "mysql 8.0")).toEqual([
    "ALTER TABLE `t` ADD COLUMN `c` TINYINT(1) NOT NULL DEFAULT false",
  ]);
});

test.each([
  "",
  "\0\x01",
  "exports.up = (",
  "[".repeat(50_000),
  "exports.up = () => { for (;;) {} }",
  "exports.up = f; function f() { f(); f(); }",
])("a broken file %# neither throws nor hangs", async (text) => {
  for (const format of ["knex", "sequelize", "typeorm"] as const)
    expect(Array.isArray((await read(format, text)).steps)).toBe(true);
});

test("a truncated file is unreadable or whole", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(knex.length - 70), async (end) => {
      const { steps } = await read("knex", knex.slice(0, end));
      expect(steps.some(({ kind }) => kind === "unreadable")).toBe(true);
    }),
    { numRuns: 50 },
  );
});
