import { describe, expect, test } from "vitest";
import { show, stepsOf } from "./read-rails.js";

/** Ruby, what PostgreSQL is sent, what MySQL is sent. */
type Row = readonly [ruby: string, postgres: readonly string[], mysql: readonly string[]];

const tables: readonly Row[] = [
  [
    `create_table :users do |t|
       t.string :name, null: false, default: "x", limit: 40
       t.text :tags, array: true
       t.integer :a, :b, default: 0
       t.decimal :price, precision: 10, scale: 2
       t.boolean :on, default: false
       t.datetime :at, default: -> { "CURRENT_TIMESTAMP" }
       t.column :kind, "custom"
       t.timestamps
     end`,
    [
      `CREATE TABLE "users" ("id" bigserial primary key, "name" character varying(40) DEFAULT 'x' NOT NULL, "tags" text[], ` +
        `"a" integer DEFAULT 0, "b" integer DEFAULT 0, "price" decimal(10,2), "on" boolean DEFAULT FALSE, ` +
        `"at" timestamp(6) DEFAULT CURRENT_TIMESTAMP, "kind" custom, "created_at" timestamp(6) NOT NULL, "updated_at" timestamp(6) NOT NULL)`,
    ],
    [
      "CREATE TABLE `users` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `name` varchar(40) DEFAULT 'x' NOT NULL, `tags` text, " +
        "`a` int DEFAULT 0, `b` int DEFAULT 0, `price` decimal(10,2), `on` tinyint(1) DEFAULT 0, " +
        "`at` datetime(6) DEFAULT CURRENT_TIMESTAMP, `kind` custom, `created_at` datetime(6) NOT NULL, `updated_at` datetime(6) NOT NULL)",
    ],
  ],
  [
    `create_table(:a) { |t| t.references :b, foreign_key: true, null: false; t.index [:b_id, :c], unique: true; t.check_constraint "c > 0", name: "ck" }`,
    [
      `CREATE TABLE "a" ("id" bigserial primary key, "b_id" bigint NOT NULL, CONSTRAINT "fk_rails_ca23efad7e" FOREIGN KEY ("b_id") REFERENCES "bs" ("id"), CONSTRAINT "ck" CHECK (c > 0))`,
      `CREATE INDEX "index_a_on_b_id" ON "a" ("b_id")`,
      `CREATE UNIQUE INDEX "index_a_on_b_id_and_c" ON "a" ("b_id", "c")`,
    ],
    [
      "CREATE TABLE `a` (`id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `b_id` bigint NOT NULL, INDEX `index_a_on_b_id` (`b_id`), UNIQUE INDEX `index_a_on_b_id_and_c` (`b_id`, `c`), CONSTRAINT `fk_rails_ca23efad7e` FOREIGN KEY (`b_id`) REFERENCES `bs` (`id`), CONSTRAINT `ck` CHECK (c > 0))",
    ],
  ],
  [
    `create_table :a, id: :uuid`,
    [`CREATE TABLE "a" ("id" uuid DEFAULT gen_random_uuid() NOT NULL PRIMARY KEY)`],
    ["CREATE TABLE `a` (`id` uuid NOT NULL PRIMARY KEY)"],
  ],
  [
    `create_table(:a, primary_key: [:x, :y], force: :cascade) { |t| t.integer :x; t.integer :y }`,
    [
      `DROP TABLE IF EXISTS "a" CASCADE`,
      `CREATE TABLE "a" ("x" integer, "y" integer, PRIMARY KEY ("x", "y"))`,
    ],
    ["DROP TABLE IF EXISTS `a` CASCADE", "CREATE TABLE `a` (`x` int, `y` int, PRIMARY KEY (`x`, `y`))"],
  ],
  [
    `create_table :a, as: "SELECT * FROM b", temporary: true`,
    [`CREATE TEMPORARY TABLE "a" AS SELECT * FROM b`],
    ["CREATE TEMPORARY TABLE `a` AS SELECT * FROM b"],
  ],
  [
    `create_join_table :parts, :assemblies`,
    [`CREATE TABLE "assemblies_parts" ("part_id" bigint NOT NULL, "assembly_id" bigint NOT NULL)`],
    ["CREATE TABLE `assemblies_parts` (`part_id` bigint NOT NULL, `assembly_id` bigint NOT NULL)"],
  ],
  [
    `drop_join_table :parts, :assemblies`,
    [`DROP TABLE "assemblies_parts"`],
    ["DROP TABLE `assemblies_parts`"],
  ],
  [`drop_table :a, if_exists: true`, [`DROP TABLE IF EXISTS "a"`], ["DROP TABLE IF EXISTS `a`"]],
  [`rename_table :a, :b`, [`ALTER TABLE "a" RENAME TO "b"`], ["RENAME TABLE `a` TO `b`"]],
  [
    `change_table_comment :a, "it's"`,
    [`COMMENT ON TABLE "a" IS 'it''s'`],
    ["ALTER TABLE `a` COMMENT 'it''s'"],
  ],
];

const columns: readonly Row[] = [
  [
    `add_column :a, :n, :integer, null: false, default: 5`,
    [`ALTER TABLE "a" ADD COLUMN "n" integer DEFAULT 5 NOT NULL`],
    ["ALTER TABLE `a` ADD COLUMN `n` int DEFAULT 5 NOT NULL"],
  ],
  [
    `add_column "a", "s", "varchar(20)", after: :n, comment: "c"`,
    [`ALTER TABLE "a" ADD COLUMN "s" varchar(20)`, `COMMENT ON COLUMN "a"."s" IS 'c'`],
    ["ALTER TABLE `a` ADD COLUMN `s` varchar(20) COMMENT 'c' AFTER `n`"],
  ],
  [
    `add_columns :a, :x, :y, type: :string`,
    [`ALTER TABLE "a" ADD COLUMN "x" character varying, ADD COLUMN "y" character varying`],
    ["ALTER TABLE `a` ADD COLUMN `x` varchar(255), ADD COLUMN `y` varchar(255)"],
  ],
  [
    `remove_column :a, :n, :integer`,
    [`ALTER TABLE "a" DROP COLUMN "n"`],
    ["ALTER TABLE `a` DROP COLUMN `n`"],
  ],
  [
    `remove_columns :a, :x, :y`,
    [`ALTER TABLE "a" DROP COLUMN "x", DROP COLUMN "y"`],
    ["ALTER TABLE `a` DROP COLUMN `x`, DROP COLUMN `y`"],
  ],
  [
    `rename_column :a, :x, :y`,
    [`ALTER TABLE "a" RENAME COLUMN "x" TO "y"`],
    ["ALTER TABLE `a` RENAME COLUMN `x` TO `y`"],
  ],
  [
    `change_column :a, :x, :string, limit: 50, null: false, default: "q", using: "x::text"`,
    [
      `ALTER TABLE "a" ALTER COLUMN "x" TYPE character varying(50) USING x::text, ALTER COLUMN "x" SET DEFAULT 'q', ALTER COLUMN "x" SET NOT NULL`,
    ],
    ["ALTER TABLE `a` CHANGE `x` `x` varchar(50) DEFAULT 'q' NOT NULL"],
  ],
  [
    `change_column_default :a, :x, from: nil, to: 5`,
    [`ALTER TABLE "a" ALTER COLUMN "x" SET DEFAULT 5`],
    ["ALTER TABLE `a` ALTER COLUMN `x` SET DEFAULT 5"],
  ],
  [
    `change_column_default :a, :x, nil`,
    [`ALTER TABLE "a" ALTER COLUMN "x" DROP DEFAULT`],
    ["ALTER TABLE `a` ALTER COLUMN `x` DROP DEFAULT"],
  ],
  [
    `change_column_null :a, :x, false, 0`,
    [`UPDATE "a" SET "x"=0 WHERE "x" IS NULL`, `ALTER TABLE "a" ALTER COLUMN "x" SET NOT NULL`],
    ["UPDATE `a` SET `x`=0 WHERE `x` IS NULL", "a.x NOT NULL"],
  ],
  [`change_column_null :a, :x, true`, [`ALTER TABLE "a" ALTER COLUMN "x" DROP NOT NULL`], ["a.x NULL"]],
  [`change_column_comment :a, :x, from: nil, to: "c"`, [`COMMENT ON COLUMN "a"."x" IS 'c'`], ["a.x comment"]],
  [
    `add_timestamps :a, null: true`,
    [`ALTER TABLE "a" ADD COLUMN "created_at" timestamp(6), ADD COLUMN "updated_at" timestamp(6)`],
    ["ALTER TABLE `a` ADD COLUMN `created_at` datetime(6) NULL, ADD COLUMN `updated_at` datetime(6) NULL"],
  ],
  [
    `add_reference :a, :firm, foreign_key: { to_table: :companies, on_delete: :cascade, validate: false }`,
    [
      `ALTER TABLE "a" ADD COLUMN "firm_id" bigint`,
      `CREATE INDEX "index_a_on_firm_id" ON "a" ("firm_id")`,
      `ALTER TABLE "a" ADD CONSTRAINT "fk_rails_c4dc05b56e" FOREIGN KEY ("firm_id") REFERENCES "companies" ("id") ON DELETE CASCADE NOT VALID`,
    ],
    [
      "ALTER TABLE `a` ADD COLUMN `firm_id` bigint",
      "CREATE INDEX `index_a_on_firm_id` ON `a` (`firm_id`)",
      "ALTER TABLE `a` ADD CONSTRAINT `fk_rails_c4dc05b56e` FOREIGN KEY (`firm_id`) REFERENCES `companies` (`id`) ON DELETE CASCADE",
    ],
  ],
  [
    `add_belongs_to :a, :owner, polymorphic: true, type: :uuid, null: false`,
    [
      `ALTER TABLE "a" ADD COLUMN "owner_type" character varying NOT NULL, ADD COLUMN "owner_id" uuid NOT NULL`,
      `CREATE INDEX "index_a_on_owner" ON "a" ("owner_type", "owner_id")`,
    ],
    [
      "ALTER TABLE `a` ADD COLUMN `owner_type` varchar(255) NOT NULL, ADD COLUMN `owner_id` uuid NOT NULL",
      "CREATE INDEX `index_a_on_owner` ON `a` (`owner_type`, `owner_id`)",
    ],
  ],
  [
    `remove_reference :a, :b, foreign_key: true`,
    [`ALTER TABLE "a" DROP CONSTRAINT "fk_rails_ca23efad7e"`, `ALTER TABLE "a" DROP COLUMN "b_id"`],
    ["ALTER TABLE `a` DROP FOREIGN KEY `fk_rails_ca23efad7e`", "ALTER TABLE `a` DROP COLUMN `b_id`"],
  ],
];

const indexes: readonly Row[] = [
  [
    `add_index :a, [:x, :y], order: { y: :desc }, where: "x > 0", using: :gin, opclass: { x: :ops }, name: :ix`,
    [`CREATE INDEX "ix" ON "a" USING gin ("x" ops, "y" DESC) WHERE x > 0`],
    ["CREATE INDEX `ix` USING gin ON `a` (`x`, `y` DESC)"],
  ],
  [
    `add_index :a, "lower(x)", unique: true`,
    [`CREATE UNIQUE INDEX "index_a_on_lower_x" ON "a" (lower(x))`],
    ["CREATE UNIQUE INDEX `index_a_on_lower_x` ON `a` (lower(x))"],
  ],
  [
    `add_index :a, :x, length: 10, type: :fulltext`,
    [`CREATE INDEX "index_a_on_x" ON "a" ("x")`],
    ["CREATE FULLTEXT INDEX `index_a_on_x` ON `a` (`x`(10))"],
  ],
  [
    `add_index :very_long_table_name_that_goes_on, [:first_long_column_name, :second_long_column_name]`,
    [
      `CREATE INDEX "idx_on_first_long_column_name_second_long_column_na_e260046265" ON "very_long_table_name_that_goes_on" ("first_long_column_name", "second_long_column_name")`,
    ],
    [
      "CREATE INDEX `idx_on_first_long_column_name_second_long_column_na_e260046265` ON `very_long_table_name_that_goes_on` (`first_long_column_name`, `second_long_column_name`)",
    ],
  ],
  [`remove_index :a, :x`, [`DROP INDEX "index_a_on_x"`], ["DROP INDEX `index_a_on_x` ON `a`"]],
  [
    `remove_index :a, column: [:x, :y]`,
    [`DROP INDEX "index_a_on_x_and_y"`],
    ["DROP INDEX `index_a_on_x_and_y` ON `a`"],
  ],
  [`remove_index "s.a", name: "ix"`, [`DROP INDEX "s"."ix"`], ["DROP INDEX `ix` ON `s`.`a`"]],
  [
    `rename_index :a, "x", "y"`,
    [`ALTER INDEX "x" RENAME TO "y"`],
    ["ALTER TABLE `a` RENAME INDEX `x` TO `y`"],
  ],
  [
    `add_index :a, :x, algorithm: :concurrently, if_not_exists: true`,
    [`CREATE INDEX CONCURRENTLY IF NOT EXISTS "index_a_on_x" ON "a" ("x")`],
    ["unreadable: add_index: this engine has no algorithm: :concurrently"],
  ],
];

const constraints: readonly Row[] = [
  [
    `add_foreign_key :a, :people, column: :boss_id, on_delete: :nullify, name: "fk", validate: false`,
    [
      `ALTER TABLE "a" ADD CONSTRAINT "fk" FOREIGN KEY ("boss_id") REFERENCES "people" ("id") ON DELETE SET NULL NOT VALID`,
    ],
    [
      "ALTER TABLE `a` ADD CONSTRAINT `fk` FOREIGN KEY (`boss_id`) REFERENCES `people` (`id`) ON DELETE SET NULL",
    ],
  ],
  [
    `remove_foreign_key :a, :b`,
    [`ALTER TABLE "a" DROP CONSTRAINT "fk_rails_ca23efad7e"`],
    ["ALTER TABLE `a` DROP FOREIGN KEY `fk_rails_ca23efad7e`"],
  ],
  [`validate_foreign_key :a, name: "fk"`, [`ALTER TABLE "a" VALIDATE CONSTRAINT "fk"`], []],
  [
    `add_check_constraint :a, "x > 0", name: "ck", validate: false`,
    [`ALTER TABLE "a" ADD CONSTRAINT "ck" CHECK (x > 0) NOT VALID`],
    ["ALTER TABLE `a` ADD CONSTRAINT `ck` CHECK (x > 0)"],
  ],
  [`validate_check_constraint :a, name: "ck"`, [`ALTER TABLE "a" VALIDATE CONSTRAINT "ck"`], []],
  [
    `remove_check_constraint :a, name: "ck"`,
    [`ALTER TABLE "a" DROP CONSTRAINT "ck"`],
    ["ALTER TABLE `a` DROP CHECK `ck`"],
  ],
  [
    `add_unique_constraint :a, using_index: "ix", name: "uq"`,
    [`ALTER TABLE "a" ADD CONSTRAINT "uq" UNIQUE USING INDEX "ix"`],
    ["ALTER TABLE `a` ADD CONSTRAINT `uq` UNIQUE USING INDEX `ix`"],
  ],
  [
    `create_enum :st, %w[a b]; add_enum_value :st, "c", after: "a"; enable_extension "pgcrypto"`,
    [
      `CREATE TYPE "st" AS ENUM ('a', 'b')`,
      `ALTER TYPE "st" ADD VALUE 'c' AFTER 'a'`,
      `CREATE EXTENSION IF NOT EXISTS "pgcrypto" CASCADE`,
    ],
    [],
  ],
];

const changes: readonly Row[] = [
  [
    `change_table :a, bulk: true do |t|
       t.string :x, :y
       t.index :x
       t.remove :c, :d
       t.change :e, :text
       t.rename :f, :g
       t.change_default :h, 3
     end`,
    [
      `ALTER TABLE "a" ADD COLUMN "x" character varying, ADD COLUMN "y" character varying`,
      `CREATE INDEX "index_a_on_x" ON "a" ("x")`,
      `ALTER TABLE "a" DROP COLUMN "c", DROP COLUMN "d", ALTER COLUMN "e" TYPE text`,
      `ALTER TABLE "a" RENAME COLUMN "f" TO "g"`,
      `ALTER TABLE "a" ALTER COLUMN "h" SET DEFAULT 3`,
    ],
    [
      "ALTER TABLE `a` ADD COLUMN `x` varchar(255), ADD COLUMN `y` varchar(255), ADD INDEX `index_a_on_x` (`x`), DROP COLUMN `c`, DROP COLUMN `d`, CHANGE `e` `e` text, RENAME COLUMN `f` TO `g`, ALTER COLUMN `h` SET DEFAULT 3",
    ],
  ],
  [
    `change_table(:a) { |t| t.integer :x; t.remove :y; t.belongs_to :z, index: false }`,
    [
      `ALTER TABLE "a" ADD COLUMN "x" integer`,
      `ALTER TABLE "a" DROP COLUMN "y"`,
      `ALTER TABLE "a" ADD COLUMN "z_id" bigint`,
    ],
    [
      "ALTER TABLE `a` ADD COLUMN `x` int",
      "ALTER TABLE `a` DROP COLUMN `y`",
      "ALTER TABLE `a` ADD COLUMN `z_id` bigint",
    ],
  ],
];

describe.each([
  ["tables", tables],
  ["columns", columns],
  ["indexes", indexes],
  ["constraints and types", constraints],
  ["change_table", changes],
])("the SQL of %s", (_name, rows) => {
  test.each(rows)("%s", async (ruby, postgres, mysql) => {
    expect((await stepsOf(ruby)).map(show)).toEqual(postgres);
    expect((await stepsOf(ruby, "mysql 8.0")).map(show)).toEqual(mysql);
  });
});

test.each([
  [{ limit: 2 }, "smallint", "smallint"],
  [{ limit: 3 }, "integer", "mediumint"],
  [{ limit: 8 }, "bigint", "bigint"],
])("integers of %j bytes", async ({ limit }, postgres, mysql) => {
  const ruby = `add_column :a, :n, :integer, limit: ${limit}`;
  expect((await stepsOf(ruby)).map(show)).toEqual([`ALTER TABLE "a" ADD COLUMN "n" ${postgres}`]);
  expect((await stepsOf(ruby, "mysql 8.0")).map(show)).toEqual([
    `ALTER TABLE \`a\` ADD COLUMN \`n\` ${mysql}`,
  ]);
});

test.each([
  ["text", "limit: 16.megabytes - 1", "mediumtext"],
  ["text", "limit: 4294967295", "longtext"],
  ["text", "size: :tiny", "tinytext"],
  ["binary", "limit: 20", "varbinary(20)"],
  ["binary", "size: :long", "longblob"],
  ["bigint", "unsigned: true", "bigint unsigned"],
  ["float", "limit: 53", "double"],
  ["jsonb", "null: true", "json NULL"],
])("MySQL's type of %s with %s", async (type, options, expected) => {
  const steps = await stepsOf(`add_column :a, :n, :${type}, ${options}`, "mysql 8.0");
  expect(steps.map(show)).toEqual([`ALTER TABLE \`a\` ADD COLUMN \`n\` ${expected}`]);
});

test.each([
  ["4.2", `"id" serial primary key, "b_id" integer, "created_at" timestamp, "updated_at" timestamp`, false],
  [
    "5.0",
    `"id" serial primary key, "b_id" integer, "created_at" timestamp NOT NULL, "updated_at" timestamp NOT NULL`,
    true,
  ],
  [
    "5.1",
    `"id" bigserial primary key, "b_id" bigint, "created_at" timestamp NOT NULL, "updated_at" timestamp NOT NULL`,
    true,
  ],
  [
    "6.0",
    `"id" bigserial primary key, "b_id" bigint, "created_at" timestamp(6) NOT NULL, "updated_at" timestamp(6) NOT NULL`,
    true,
  ],
])("the defaults of Rails %s", async (rails, columns, hasIndex) => {
  const steps = await stepsOf(`create_table(:a) { |t| t.references :b; t.timestamps }`, "postgres 16", rails);
  expect(show(steps[0]!)).toBe(`CREATE TABLE "a" (${columns})`);
  expect(steps).toHaveLength(hasIndex ? 2 : 1);
});

test("a MySQL column whose nullability Rails would restate keeps it", async () => {
  expect(await stepsOf(`change_column :a, :x, :bigint`, "mysql 8.0")).toEqual([
    { kind: "sql", line: 3, sql: "ALTER TABLE `a` CHANGE `x` `x` bigint", keepsNullability: true },
  ]);
  const [step] = await stepsOf(`change_column :a, :x, :bigint, null: true`, "mysql 8.0");
  expect(step).toEqual({ kind: "sql", line: 3, sql: "ALTER TABLE `a` CHANGE `x` `x` bigint NULL" });
});
