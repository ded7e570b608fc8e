import { expect, test } from "vitest";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { loadKnexFormat } from "../../../../src/migrations/formats/knex/read-knex-migration.js";
import { loadSequelizeFormat } from "../../../../src/migrations/formats/sequelize/read-sequelize-migration.js";
import { loadTypeOrmFormat } from "../../../../src/migrations/formats/typeorm/read-typeorm-migration.js";
import type { MigrationStep } from "../../../../src/migrations/read-migration.js";

const loaders = { knex: loadKnexFormat, sequelize: loadSequelizeFormat, typeorm: loadTypeOrmFormat };

type Case = readonly [
  name: string,
  format: keyof typeof loaders,
  text: string,
  postgres: readonly string[],
  mysql: readonly string[],
];

/** What each framework sends to the database, as its documentation and its own query builder have it. */
const cases: readonly Case[] = [
  [
    "Knex: a new table",
    "knex",
    `exports.up = (knex) => knex.schema.createTable("users", (t) => {
  t.increments("id"); t.uuid("key").notNullable().unique(); t.string("email", 191).index(); t.integer("org_id").unsigned().references("id").inTable("orgs").onDelete("CASCADE");
  t.decimal("amount", 10, 2); t.jsonb("meta"); t.enum("kind", ["a", "b"]); t.timestamps(true, true); });`,
    [
      'CREATE TABLE "users" ("id" serial, "key" uuid NOT NULL, "email" varchar(191), "org_id" integer, "amount" decimal(10, 2), "meta" jsonb, "kind" text CHECK ("kind" IN (\'a\', \'b\')), "created_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, "updated_at" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY ("id"))',
      'ALTER TABLE "users" ADD CONSTRAINT "users_key_unique" UNIQUE ("key")',
      'CREATE INDEX "users_email_index" ON "users" ("email")',
      'ALTER TABLE "users" ADD CONSTRAINT "users_org_id_foreign" FOREIGN KEY ("org_id") REFERENCES "orgs" ("id") ON DELETE CASCADE',
    ],
    [
      "CREATE TABLE `users` (`id` int unsigned NOT NULL AUTO_INCREMENT, `key` char(36) NOT NULL, `email` varchar(191), `org_id` integer unsigned, `amount` decimal(10, 2), `meta` json, `kind` enum('a', 'b'), `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, PRIMARY KEY (`id`))",
      "CREATE UNIQUE INDEX `users_key_unique` ON `users` (`key`)",
      "CREATE INDEX `users_email_index` ON `users` (`email`)",
      "ALTER TABLE `users` ADD CONSTRAINT `users_org_id_foreign` FOREIGN KEY (`org_id`) REFERENCES `orgs` (`id`) ON DELETE CASCADE",
    ],
  ],
  [
    "Knex: a table changed",
    "knex",
    `exports.up = async (knex) => { await knex.schema.alterTable("users", (t) => {
  t.dropColumn("a"); t.renameColumn("b", "c"); t.dropIndex(["d"]); t.dropUnique(["e"]); t.dropForeign("f"); t.setNullable("g"); t.dropNullable("h"); t.bigInteger("i").alter(); t.index(["j", "k"], "jk"); t.unique(["l"]); t.foreign("m").references("o.id"); }); }`,
    [
      'ALTER TABLE "users" ALTER COLUMN "i" DROP DEFAULT',
      'ALTER TABLE "users" ALTER COLUMN "i" DROP NOT NULL',
      'ALTER TABLE "users" ALTER COLUMN "i" TYPE bigint USING ("i"::bigint)',
      'ALTER TABLE "users" DROP COLUMN "a"',
      'ALTER TABLE "users" RENAME COLUMN "b" TO "c"',
      'DROP INDEX "users_d_index"',
      'ALTER TABLE "users" DROP CONSTRAINT "users_e_unique"',
      'ALTER TABLE "users" DROP CONSTRAINT "users_f_foreign"',
      'ALTER TABLE "users" ALTER COLUMN "g" DROP NOT NULL',
      'ALTER TABLE "users" ALTER COLUMN "h" SET NOT NULL',
      'CREATE INDEX "jk" ON "users" ("j", "k")',
      'ALTER TABLE "users" ADD CONSTRAINT "users_l_unique" UNIQUE ("l")',
      'ALTER TABLE "users" ADD CONSTRAINT "users_m_foreign" FOREIGN KEY ("m") REFERENCES "o" ("id")',
    ],
    [
      "ALTER TABLE `users` MODIFY `i` bigint",
      "ALTER TABLE `users` DROP COLUMN `a`",
      "ALTER TABLE `users` RENAME COLUMN `b` TO `c`",
      "DROP INDEX `users_d_index` ON `users`",
      "DROP INDEX `users_e_unique` ON `users`",
      "ALTER TABLE `users` DROP FOREIGN KEY `users_f_foreign`",
      "CREATE INDEX `jk` ON `users` (`j`, `k`)",
      "CREATE UNIQUE INDEX `users_l_unique` ON `users` (`l`)",
      "ALTER TABLE `users` ADD CONSTRAINT `users_m_foreign` FOREIGN KEY (`m`) REFERENCES `o` (`id`)",
      "users.g not null: false",
      "users.h not null: true",
    ],
  ],
  [
    "Knex: tables, rows and transactions",
    "knex",
    `exports.up = async (knex) => { await knex.schema.dropTableIfExists("old"); await knex.schema.renameTable("x", "y"); await knex.schema.dropTable("z");
  await knex("t").insert([{ a: 1 }, { a: 2 }]); await knex("t").where("a", 1).del(); const rows = await knex("t").select("*"); for (const row of rows) { await knex("t").where({ id: row.id }).update({ a: row.b }); }
  await knex.transaction(async (trx) => { await trx("u").whereNull("b").update("b", 2); }); await knex.schema.raw("select 1"); }`,
    [
      'DROP TABLE IF EXISTS "old"',
      'ALTER TABLE "x" RENAME TO "y"',
      'DROP TABLE "z"',
      "insert 2 rows of t",
      'DELETE FROM "t" WHERE "a" = 1',
      "read ? rows of t",
      "update ? rows of t",
      'UPDATE "u" SET "b" = 2 WHERE "b" IS NULL',
      "select 1",
    ],
    [
      "DROP TABLE IF EXISTS `old`",
      "ALTER TABLE `x` RENAME TO `y`",
      "DROP TABLE `z`",
      "insert 2 rows of t",
      "DELETE FROM `t` WHERE `a` = 1",
      "read ? rows of t",
      "update ? rows of t",
      "UPDATE `u` SET `b` = 2 WHERE `b` IS NULL",
      "select 1",
    ],
  ],
  [
    "Knex: what is there already is asked",
    "knex",
    `exports.up = async (knex) => { if (!(await knex.schema.hasColumn("t", "c"))) { await knex.schema.table("t", (t) => { t.text("c"); }); } }`,
    ['ALTER TABLE "t" ADD COLUMN "c" text'],
    ["ALTER TABLE `t` ADD COLUMN `c` text"],
  ],
  [
    "Ghost: a column added by its own helper",
    "knex",
    `const { createAddColumnMigration, combineTransactionalMigrations, createSetNullableMigration } = require("../../utils");
module.exports = createAddColumnMigration("posts", "note", { type: "string", maxlength: 50, nullable: true });`,
    ['ALTER TABLE "posts" ADD COLUMN "note" varchar(50)'],
    ["ALTER TABLE `posts` ADD COLUMN `note` varchar(50), ALGORITHM=COPY"],
  ],
  [
    "Ghost: a table added by its own helper",
    "knex",
    `const { addTable } = require("../../utils");
module.exports = addTable("things", { id: { type: "string", maxlength: 24, nullable: false, primary: true }, name: { type: "string", maxlength: 191, nullable: false, unique: true }, at: { type: "dateTime", nullable: true } });`,
    [
      'CREATE TABLE "things" ("id" varchar(24) NOT NULL, "name" varchar(191) NOT NULL, "at" timestamptz, PRIMARY KEY ("id"))',
      'ALTER TABLE "things" ADD CONSTRAINT "things_name_unique" UNIQUE ("name")',
    ],
    [
      "CREATE TABLE `things` (`id` varchar(24) NOT NULL, `name` varchar(191) NOT NULL, `at` datetime, PRIMARY KEY (`id`))",
      "CREATE UNIQUE INDEX `things_name_unique` ON `things` (`name`)",
    ],
  ],
  [
    "Directus: a type changed by its own helper",
    "knex",
    `import { getHelpers } from "../helpers/index.js";
export async function up(knex) { const helper = getHelpers(knex).schema; await helper.changeToType("directus_files", "filesize", "bigInteger", { nullable: true }); }`,
    [
      'ALTER TABLE "directus_files" ALTER COLUMN "filesize" DROP DEFAULT',
      'ALTER TABLE "directus_files" ALTER COLUMN "filesize" DROP NOT NULL',
      'ALTER TABLE "directus_files" ALTER COLUMN "filesize" TYPE bigint USING ("filesize"::bigint)',
    ],
    ["ALTER TABLE `directus_files` MODIFY `filesize` bigint"],
  ],
  [
    "Sequelize: the query interface",
    "sequelize",
    `module.exports = { async up(queryInterface, Sequelize) {
  await queryInterface.createTable("users", { id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true }, email: { type: Sequelize.STRING, allowNull: false, unique: true }, orgId: { type: Sequelize.INTEGER, references: { model: "orgs", key: "id" }, onDelete: "CASCADE" }, createdAt: Sequelize.DATE });
  await queryInterface.addIndex("users", ["email", "orgId"], { unique: true, name: "eo", concurrently: true });
  await queryInterface.removeColumn("users", "a"); await queryInterface.renameColumn("users", "b", "c"); await queryInterface.changeColumn("users", "d", { type: Sequelize.BIGINT, allowNull: false });
  await queryInterface.addConstraint("users", { fields: ["orgId"], type: "foreign key", name: "fk", references: { table: "orgs", field: "id" } });
  await queryInterface.removeIndex("users", "i"); await queryInterface.removeConstraint("users", "k"); await queryInterface.dropTable("old"); await queryInterface.renameTable("x", "y");
  await queryInterface.bulkInsert("users", [{ a: 1 }, { a: 2 }]); await queryInterface.bulkUpdate("users", { a: 1 }, { b: 2 }); await queryInterface.bulkDelete("users", { a: 1 }); await queryInterface.sequelize.query("ANALYZE users"); } };`,
    [
      'CREATE TABLE IF NOT EXISTS "users" ("id" SERIAL, "email" VARCHAR(255) NOT NULL UNIQUE, "orgId" INTEGER REFERENCES "orgs" ("id") ON DELETE CASCADE, "createdAt" TIMESTAMP WITH TIME ZONE, PRIMARY KEY ("id"))',
      'CREATE UNIQUE INDEX CONCURRENTLY "eo" ON "users" ("email", "orgId")',
      'ALTER TABLE "users" DROP COLUMN "a"',
      'ALTER TABLE "users" RENAME COLUMN "b" TO "c"',
      'ALTER TABLE "users" ALTER COLUMN "d" SET NOT NULL',
      'ALTER TABLE "users" ALTER COLUMN "d" DROP DEFAULT',
      'ALTER TABLE "users" ALTER COLUMN "d" TYPE BIGINT',
      'ALTER TABLE "users" ADD CONSTRAINT "fk" FOREIGN KEY ("orgId") REFERENCES "orgs" ("id")',
      'DROP INDEX "i"',
      'ALTER TABLE "users" DROP CONSTRAINT "k"',
      'DROP TABLE IF EXISTS "old"',
      'ALTER TABLE "x" RENAME TO "y"',
      "insert 2 rows of users",
      'UPDATE "users" SET "a" = 1 WHERE "b" = 2',
      'DELETE FROM "users" WHERE "a" = 1',
      "ANALYZE users",
    ],
    [
      "CREATE TABLE IF NOT EXISTS `users` (`id` INTEGER AUTO_INCREMENT, `email` VARCHAR(255) NOT NULL UNIQUE, `orgId` INTEGER REFERENCES `orgs` (`id`) ON DELETE CASCADE, `createdAt` DATETIME, PRIMARY KEY (`id`))",
      "CREATE UNIQUE INDEX `eo` ON `users` (`email`, `orgId`)",
      "ALTER TABLE `users` DROP COLUMN `a`",
      "ALTER TABLE `users` RENAME COLUMN `b` TO `c`",
      "ALTER TABLE `users` CHANGE `d` `d` BIGINT NOT NULL",
      "ALTER TABLE `users` ADD CONSTRAINT `fk` FOREIGN KEY (`orgId`) REFERENCES `orgs` (`id`)",
      "DROP INDEX `i` ON `users`",
      "ALTER TABLE `users` DROP CONSTRAINT `k`",
      "DROP TABLE IF EXISTS `old`",
      "ALTER TABLE `x` RENAME TO `y`",
      "insert 2 rows of users",
      "UPDATE `users` SET `a` = 1 WHERE `b` = 2",
      "DELETE FROM `users` WHERE `a` = 1",
      "ANALYZE users",
    ],
  ],
  [
    "TypeORM: the query runner",
    "typeorm",
    `import { MigrationInterface, QueryRunner, Table, TableColumn, TableForeignKey, TableIndex } from "typeorm";
export class A1 implements MigrationInterface { public async up(q: QueryRunner) {
  await q.createTable(new Table({ name: "users", columns: [{ name: "id", type: "int", isPrimary: true, isGenerated: true, generationStrategy: "increment" }, { name: "email", type: "varchar", length: "100", isUnique: true, isNullable: false }], indices: [{ name: "ie", columnNames: ["email"] }] }), true);
  await q.addColumn("users", new TableColumn({ name: "age", type: "int", isNullable: true })); await q.dropColumn("users", "old"); await q.renameColumn("users", "a", "b");
  await q.createIndex("users", new TableIndex({ name: "ia", columnNames: ["age"], isUnique: true })); await q.dropIndex("users", "ix");
  await q.createForeignKey("users", new TableForeignKey({ name: "fk", columnNames: ["org"], referencedTableName: "orgs", referencedColumnNames: ["id"], onDelete: "CASCADE" })); await q.dropTable("gone"); await q.renameTable("x", "y"); } }`,
    [
      'CREATE TABLE IF NOT EXISTS "users" ("id" serial NOT NULL, "email" varchar(100) NOT NULL UNIQUE, PRIMARY KEY ("id"))',
      'CREATE INDEX "ie" ON "users" ("email")',
      'ALTER TABLE "users" ADD "age" int',
      'ALTER TABLE "users" DROP COLUMN "old"',
      'ALTER TABLE "users" RENAME COLUMN "a" TO "b"',
      'CREATE UNIQUE INDEX "ia" ON "users" ("age")',
      'DROP INDEX "ix"',
      'ALTER TABLE "users" ADD CONSTRAINT "fk" FOREIGN KEY ("org") REFERENCES "orgs" ("id") ON DELETE CASCADE',
      'DROP TABLE "gone"',
      'ALTER TABLE "x" RENAME TO "y"',
    ],
    [
      "CREATE TABLE IF NOT EXISTS `users` (`id` int NOT NULL AUTO_INCREMENT, `email` varchar(100) NOT NULL UNIQUE, PRIMARY KEY (`id`))",
      "CREATE INDEX `ie` ON `users` (`email`)",
      "ALTER TABLE `users` ADD `age` int",
      "ALTER TABLE `users` DROP COLUMN `old`",
      "ALTER TABLE `users` RENAME COLUMN `a` TO `b`",
      "CREATE UNIQUE INDEX `ia` ON `users` (`age`)",
      "DROP INDEX `ix` ON `users`",
      "ALTER TABLE `users` ADD CONSTRAINT `fk` FOREIGN KEY (`org`) REFERENCES `orgs` (`id`) ON DELETE CASCADE",
      "DROP TABLE `gone`",
      "ALTER TABLE `x` RENAME TO `y`",
    ],
  ],
  [
    "n8n: its builder of schemas",
    "typeorm",
    `class B1 { async up({ schemaBuilder: { createTable, column, addColumns, createIndex, dropColumns, addNotNull, dropTable }, runQuery, escape }) {
  await createTable("t").withColumns(column("id").varchar(36).primary, column("n").int.notNull, column("w").varchar(36).notNull).withIndexOn("w").withForeignKey("w", { tableName: "workflow", columnName: "id", onDelete: "CASCADE" }).withTimestamps;
  await addColumns("t", [column("x").json]); await createIndex("t", ["x"], true); await dropColumns("t", ["y"]); await addNotNull("t", "z"); await dropTable("old");
  await runQuery(\`UPDATE \${escape.tableName("t")} SET \${escape.columnName("a")} = 1\`); } }
exports.B1 = B1;`,
    [
      'CREATE TABLE IF NOT EXISTS "t" ("id" varchar(36) NOT NULL, "n" int NOT NULL, "w" varchar(36) NOT NULL, "createdAt" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), "updatedAt" timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), PRIMARY KEY ("id"), FOREIGN KEY ("w") REFERENCES "workflow" ("id") ON DELETE CASCADE)',
      'CREATE INDEX "IDX_t_w" ON "t" ("w")',
      'ALTER TABLE "t" ADD "x" json',
      'CREATE UNIQUE INDEX "IDX_t_x" ON "t" ("x")',
      'ALTER TABLE "t" DROP COLUMN "y"',
      'ALTER TABLE "t" ALTER COLUMN "z" SET NOT NULL',
      'DROP TABLE IF EXISTS "old"',
      'UPDATE "t" SET "a" = 1',
    ],
    [
      "CREATE TABLE IF NOT EXISTS `t` (`id` varchar(36) NOT NULL, `n` int NOT NULL, `w` varchar(36) NOT NULL, `createdAt` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), `updatedAt` datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), PRIMARY KEY (`id`), FOREIGN KEY (`w`) REFERENCES `workflow` (`id`) ON DELETE CASCADE)",
      "CREATE INDEX `IDX_t_w` ON `t` (`w`)",
      "ALTER TABLE `t` ADD `x` json",
      "CREATE UNIQUE INDEX `IDX_t_x` ON `t` (`x`)",
      "ALTER TABLE `t` DROP COLUMN `y`",
      "t.z not null: true",
      "DROP TABLE IF EXISTS `old`",
      "UPDATE `t` SET `a` = 1",
    ],
  ],
];

const said = (step: MigrationStep): string => {
  if (step.kind === "sql") return step.sql;
  if (step.kind === "rows") return `${step.verb} ${step.rows ?? "?"} rows of ${step.table ?? "?"}`;
  if (step.kind === "column-nullability") return `${step.table}.${step.column} not null: ${step.notNull}`;
  return `${step.kind}@${step.line}`;
};

test.each(cases)("%s", async (_, format, text, postgres, mysql) => {
  const read = await loaders[format]();
  const file = { path: "migrations/1.ts", text };
  expect(read(file, parseEngine("postgres 16")).steps.map(said)).toEqual(postgres);
  expect(read(file, parseEngine("mysql 8.0")).steps.map(said)).toEqual(mysql);
});
