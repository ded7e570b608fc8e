import { describe, expect, test } from "vitest";
import { readRails, show, stepsOf } from "./read-rails.js";

/** Ruby in `change`, and what PostgreSQL is sent. */
type Row = readonly [ruby: string, steps: readonly string[]];

const add = (table: string, column: string): string =>
  `ALTER TABLE "${table}" ADD COLUMN "${column}" character varying`;

const loops: readonly Row[] = [
  [`%w[a b].each { |t| add_column t, :x, :string }`, [add("a", "x"), add("b", "x")]],
  [`%i[a b].each_with_index { |t, i| add_column t, "x#{i + 1}", :string }`, [add("a", "x1"), add("b", "x2")]],
  [`{ a: :x, b: :y }.each { |t, c| add_column t, c, :string }`, [add("a", "x"), add("b", "y")]],
  [`[[:a, :x], [:b, :y]].each do |(t, c)| add_column t, c, :string end`, [add("a", "x"), add("b", "y")]],
  [`for t in %w[a b] do add_column t, :x, :string end`, [add("a", "x"), add("b", "x")]],
  [`2.times { |i| add_column :a, "x#{i}", :string }`, [add("a", "x0"), add("a", "x1")]],
  [`(1..2).each { add_column :a, "x#{_1}", :string }`, [add("a", "x1"), add("a", "x2")]],
  [`%w[a b].each { next if it == "a"; add_column it, :x, :string }`, [add("b", "x")]],
  [`%w[a b].each { |t| add_column t, :x, :string; break }`, [add("a", "x")]],
  [`%w[a b].map(&:to_sym).reject { |t| t == :a }.each { |t| add_column t, :x, :string }`, [add("b", "x")]],
  [`%w[a b].each_slice(2) { |s| add_column s.join("_"), :x, :string }`, [add("a_b", "x")]],
];

const variables: readonly Row[] = [
  [`t = :a; add_column t, :x, :string`, [add("a", "x")]],
  [`@t ||= "a"; add_column @t, :x, :string`, [add("a", "x")]],
  [`t, c = %w[a x]; add_column t, c, :string`, [add("a", "x")]],
  [`s = "a"; s += "b"; add_column s.pluralize.upcase, :x, :string`, [add("ABS", "x")]],
  [`opts = { null: false }; add_column :a, :x, :string, **opts`, [`${add("a", "x")} NOT NULL`]],
  [`add_column :a, *%i[x string]`, [add("a", "x")]],
  [`f = ->(t) { add_column t, :x, :string }; f.call(:a); f.(:b)`, [add("a", "x"), add("b", "x")]],
  [
    `add_column format("%s_%d", "a", 1), :x, :string`,
    [
      `unreadable: format: what it does is not known`,
      `unreadable: add_column: the table's name is not known`,
    ],
  ],
  [`add_column "%s_%d" % ["a", 1], :x, :string`, [add("a_1", "x")]],
];

const branches: readonly Row[] = [
  [`unless column_exists?(:a, :x) then add_column :a, :x, :string end`, [add("a", "x")]],
  [`return if column_exists?(:a, :x)\nadd_column :a, :x, :string`, [add("a", "x")]],
  [`raise "no" unless table_exists?(:a)\nadd_column :a, :x, :string`, [add("a", "x")]],
  [`return\nadd_column :a, :x, :string`, []],
  [`add_column :a, :x, :string if false`, []],
  [`if Rails.env.test? then add_column :a, :x, :string else add_column :b, :x, :string end`, [add("b", "x")]],
  [
    `if many? then add_column :a, :x, :string else add_column :b, :x, :string end`,
    [add("a", "x"), add("b", "x")],
  ],
  [`t = many? ? :a : :b; add_column t, :x, :string`, [add("a", "x"), add("b", "x")]],
  [`t = :a; t = :b if many?; add_column t, :x, :string`, [add("a", "x"), add("b", "x")]],
  [`if connection.adapter_name =~ /mysql/i then execute "M" else execute "P" end`, ["P"]],
  [`execute "M" if %w[Mysql2 Trilogy].include?(ActiveRecord::Base.connection.adapter_name)`, []],
  [
    `case connection.adapter_name.downcase\nwhen "mysql2", "trilogy" then execute "M"\nwhen /postgres/ then execute "P"\nend`,
    ["P"],
  ],
  [`begin; execute "A"; rescue; execute "B"; ensure; execute "C"; end`, ["A", "B", "C"]],
  [`while many? do execute "A" end`, ["A"]],
];

const sql: readonly Row[] = [
  [`execute <<~SQL\n  UPDATE a\n  SET x = 1\nSQL\n`, ["UPDATE a\nSET x = 1\n"]],
  [`t = "a"\nexecute "UPDATE #{t} SET x = #{1 + 1}"`, ["UPDATE a SET x = 2"]],
  [`execute("UPDATE #{quote_table_name(:a)} SET x = #{quote("it's")}")`, [`UPDATE "a" SET x = 'it''s'`]],
  [`execute "UPDATE a SET x = #{Time.now.to_i}"`, ["UPDATE a SET x = NULL"]],
  [
    `execute "ALTER TABLE a ADD COLUMN x int DEFAULT #{Time.now.to_i}"`,
    ["unreadable: execute: the SQL is put together from values that are not known"],
  ],
  [
    `execute "UPDATE a_#{Time.now.year} SET x = 1"`,
    ["unreadable: execute: the SQL is put together from values that are not known"],
  ],
  [
    `select_rows("SELECT id FROM a").each { |id, _| execute("UPDATE a SET x = #{quote(id)} WHERE id = #{id}") }`,
    ["SELECT id FROM a", "UPDATE a SET x = NULL WHERE id = NULL"],
  ],
  [`ActiveRecord::Base.connection.execute("SELECT 1")`, ["SELECT 1"]],
  ["`psql -c x`", ["unreadable: it runs a program of the system"]],
];

const directions: readonly Row[] = [
  [`reversible { |dir| dir.up { execute "A" }; dir.down { execute "B" } }`, ["A"]],
  [`up_only { execute "A" }`, ["A"]],
  [
    `revert do\n create_table(:a) { |t| t.string :x }\n add_index :b, :x\n reversible { |d| d.up { execute "A" } }\nend`,
    [`DROP INDEX "index_b_on_x"`, `DROP TABLE "a"`],
  ],
  [`revert { remove_column :a, :x, :string }`, [add("a", "x")]],
  [`revert { change_column_null :a, :x, false }`, [`ALTER TABLE "a" ALTER COLUMN "x" DROP NOT NULL`]],
  [`revert { rename_column :a, :x, :y }`, [`ALTER TABLE "a" RENAME COLUMN "y" TO "x"`]],
  [`revert { execute "A" }`, ["unreadable: execute: it cannot be turned around"]],
  [`revert Other`, ["unreadable: revert: it undoes a migration of another file"]],
  [`safety_assured { transaction { suppress_messages { say_with_time("x") { execute "A" } } } }`, ["A"]],
  [`say "x"; puts "x"; Rails.logger.info("x"); require "y"; sleep 1`, []],
];

const unknowns: readonly Row[] = [
  [`create_view :v`, ["unreadable: create_view: what it does is not known"]],
  [`Backfill.new(1).call`, ["unreadable: a record of backfills.call: what it does is not known"]],
  [`Rake::Task["x"].invoke`, ["unreadable: Rake::Task.invoke: what it does is not known"]],
  [`system "x"`, ["unreadable: system: what it does is not known"]],
  [
    `add_column table_name, :x, :string`,
    [
      "unreadable: table_name: what it does is not known",
      "unreadable: add_column: the table's name is not known",
    ],
  ],
  [
    `create_table(:a) { |t| t.string name_of_it }`,
    [
      "unreadable: name_of_it: what it does is not known",
      "unreadable: a table.string: the column's name is not known",
      `CREATE TABLE "a" ("id" bigserial primary key)`,
    ],
  ],
];

describe.each([
  ["loops", loops],
  ["variables", variables],
  ["branches", branches],
  ["SQL", sql],
  ["directions", directions],
  ["what is not known", unknowns],
])("%s", (_name, rows) => {
  test.each(rows)("%s", async (ruby, steps) => {
    expect((await stepsOf(ruby)).map(show)).toEqual(steps);
  });
});

test("constants, helper methods with arguments and blocks, modules of the file", async () => {
  const { steps } = await readRails(`
    module Names
      def name_of(table, suffix: "x") = "#{table}_#{suffix}"
    end
    class Try < ActiveRecord::Migration[7.1]
      include Names
      TABLES = %w[a b].freeze
      COLUMN = :x
      def up
        TABLES.each { |table| with_table(table) { |t| add(t) } }
      end
      def down
        drop_table :a
      end
      private
      def with_table(table)
        yield name_of(table, suffix: "y")
      end
      def add(table, column = COLUMN)
        add_column(table, column, :string)
      end
    end`);
  expect(steps.map(show)).toEqual([add("a_y", "x"), add("b_y", "x")]);
});

test("the old style: class methods, no version", async () => {
  const { steps } = await readRails(
    `class Old < ActiveRecord::Migration\n def self.up\n  add_column :a, :x, :string\n end\nend`,
  );
  expect(steps.map(show)).toEqual([add("a", "x")]);
});

test.each([
  ["above the class", 'ActiveRecord::Base.connection.execute("DELETE FROM a")', "", "DELETE FROM a"],
  ["in a module", "module Before\nUser.delete_all\nend", "", "delete users"],
  ["in its body", "", "User.update_all(a: 1)", "update users"],
  [
    "harmless",
    "require 'csv'\nUser.reset_column_information\nFoo.configure { |c| c.x = 1 }",
    "include Foo\nmilestone '16'\nself.x = 1",
    null,
  ],
])("what runs as the file is loaded: %s", async (_, above, body, expected) => {
  const { steps } = await readRails(
    `${above}\nclass A < ActiveRecord::Migration[7.1]\n${body}\ndef change\nadd_column :b, :x, :string\nend\nend`,
  );
  expect(steps.map(show)).toEqual([...(expected === null ? [] : [expected]), add("b", "x")]);
});

test("disable_ddl_transaction! leaves the transaction out", async () => {
  const file = (macro: string) => `class A < ActiveRecord::Migration[7.1]\n ${macro}\n def change; end\nend`;
  expect((await readRails(file("disable_ddl_transaction!"))).inTransaction).toBe(false);
  expect((await readRails(file(""))).inTransaction).toBe(true);
});

test("steps carry the line of the call, in bytes or not", async () => {
  const steps = await stepsOf(
    `# ä ö ü ✓\nadd_column :a, :x, :string\nUser\n  .where(x: 1)\n  .update_all(x: 2)`,
  );
  expect(steps.map(({ line }) => line)).toEqual([4, 7]);
});

test("Lhm copies in the background, all changes at once", async () => {
  const steps = await stepsOf(
    `Lhm.change_table :a do |m|\n m.add_column :x, "INT(12)"\n m.add_index [:x, :y]\n m.ddl "ALTER TABLE a ENGINE=InnoDB"\nend`,
    "mysql 8.0",
  );
  expect(steps.map(show)).toEqual([
    "lhm: ALTER TABLE a ENGINE=InnoDB",
    "lhm: ALTER TABLE `a` ADD COLUMN `x` INT(12), ADD INDEX `index_a_on_x_and_y` (`x`, `y`)",
  ]);
});

test("Departure sends what alters to pt-online-schema-change", async () => {
  const { steps } = await readRails(
    `class A < ActiveRecord::Migration[7.1]\n uses_departure!\n def change\n add_column :a, :x, :integer\n end\nend`,
    "mysql 8.0",
  );
  expect(steps.map(show)).toEqual(["pt-online-schema-change: ALTER TABLE `a` ADD COLUMN `x` int"]);
});
