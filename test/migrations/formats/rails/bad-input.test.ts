import { expect, test } from "vitest";
import fc from "fast-check";
import { readRails, show, stepsOf } from "./read-rails.js";

test.each([
  ["", 1, "the file has no migration class"],
  ["class A", 1, "this is no valid Ruby"],
  [
    "class A < ActiveRecord::Migration[7.1]\n def change\n  add_column(:a,\n end\nend",
    4,
    "this is no valid Ruby",
  ],
  ["\0\x01\x02\xff", 1, "the file has no migration class"],
  ["class A < ActiveRecord::Migration[7.1]\nend", 1, "the migration has neither change nor up"],
  ["#".repeat(1_000_001), 1, "the file is too long to be read"],
])("a broken file %# is unreadable and says where", async (text, line, reason) => {
  const { steps } = await readRails(text);
  expect(steps).toEqual([{ kind: "unreadable", line, reason: expect.stringContaining(reason) }]);
});

test.each([
  ["an endless recursion", "def up = again\n def again = again"],
  ["an endless mutual recursion", "def up = one { two }\n def one = two { yield }\n def two = one { yield }"],
  ["a loop over millions", "def up\n (1..999).each { (1..999).each { (1..999).each { 1 + 1 } } }\n end"],
  ["lists that double", "def up\n a = [1]\n 999.times { a = a + a }\n end"],
  ["texts that double", 'def up\n a = "x"\n 999.times { a = a + a }\n execute a\n end'],
])("%s ends", async (_name, body) => {
  const { steps } = await readRails(`class A < ActiveRecord::Migration[7.1]\n ${body}\nend`);
  expect(steps.every(({ kind }) => kind === "unreadable")).toBe(true);
  expect(steps).not.toHaveLength(0);
});

test.each(["[", "(", "{", "!", "a.b(", "[]+(", "if x\n", "x do\n", '"#{', "->{"])(
  "nesting by %j neither crashes the parser nor the next file",
  async (part) => {
    const { steps } = await readRails(part.repeat(5000));
    expect(steps).toMatchObject([{ kind: "unreadable" }]);
    expect((await stepsOf("drop_table :a")).map(show)).toEqual(['DROP TABLE "a"']);
  },
);

const whole = `class Try < ActiveRecord::Migration[7.1]
  TABLES = %w[users posts].freeze
  class User < ActiveRecord::Base; end
  def change
    TABLES.each { |t| add_column t, :state, :string, default: "a#{1 + 1}", null: false }
    create_table :calls, id: :uuid do |t|
      t.references :user, foreign_key: { to_table: :people }
      t.decimal :price, precision: 10, scale: 2
      t.timestamps
    end
    reversible do |dir|
      dir.up { execute <<~SQL }
        UPDATE users SET a = '#{TABLES.first}'
      SQL
      dir.down { execute "SELECT 1" }
    end
    User.in_batches.update_all(x: 1) unless column_exists?(:users, :y)
    case connection.adapter_name when /mysql/i then execute("A") else helper(:b, c: [1, { d: nil }]) end
  end
  private def helper(a, c: [], **rest, &block) = change_table(a, bulk: true) { |t| t.change :x, :bigint; t.index %i[x y] }
end
`;

const tokens = [
  "end",
  "do",
  "{",
  "}",
  "(",
  ")",
  "|",
  '"',
  "#{",
  "<<~SQL\n",
  ":a",
  "nil",
  ",",
  "*",
  "**",
  "&",
  "->",
  "def ",
  "[",
  "]",
  ".each",
  "=",
  "\n",
];

test("files cut short or with parts exchanged never crash or hang", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length),
      fc.nat(whole.length),
      fc.constantFrom(...tokens),
      fc.constantFrom("postgres 16", "mysql 8.0"),
      async (from, length, token, engine) => {
        const cut = await readRails(whole.slice(0, from), engine);
        expect(cut.steps.length).toBeGreaterThan(0);
        const changed = await readRails(
          whole.slice(0, from) + token + whole.slice(from + (length % 30)),
          engine,
        );
        for (const step of changed.steps) {
          expect(step.line).toBeGreaterThan(0);
          expect(show(step)).not.toContain("reading the code failed");
        }
      },
    ),
    { numRuns: 400 },
  );
});

test("five hundred migrations take seconds of the processor's time, not minutes", async () => {
  await readRails(whole);
  // Not the clock's time: other tests run at the same time. The benchmark holds the real number.
  const before = process.cpuUsage();
  for (let index = 0; index < 500; index++) await readRails(whole);
  expect(process.cpuUsage(before).user).toBeLessThan(4_000_000);
});

const elsewhere = "ActiveRecord::Base.connection.execute 'drop table calls'";

test.each([
  [
    "it is named for, of several",
    `class Other < ActiveRecord::Migration[7.1]\n def change; end\nend\nclass Try < ActiveRecord::Migration[7.1]\n def change\n execute 'drop table calls'\n end\nend`,
  ],
  [
    "is opened again",
    `class Try < ActiveRecord::Migration[7.1]\n def change = go\n def go; end\nend\nclass Try\n def go\n execute 'drop table calls'\n end\nend`,
  ],
  [
    "calls methods of itself",
    `class Try < ActiveRecord::Migration[7.1]\n def change = self.class.go\n def self.go\n ${elsewhere}\n end\nend`,
  ],
])("the class that %s is read", async (_name, text) => {
  expect((await readRails(text)).steps.map(show)).toEqual(["drop table calls"]);
});

test.each([
  "Kernel.system 'psql'",
  "IO.popen 'psql'",
  "Process.spawn 'psql'",
  "load 'other.rb'",
  "Kernel.load 'other.rb'",
  "binding.eval 'execute 1'",
  "eval 'execute 1'",
  "Object.const_get('Backfill').run",
  "ActiveRecord::Tasks::DatabaseTasks.load_schema",
  "Rails.application.load_seed",
  "super",
  "sleep 3600",
])("%s is not silently passed over", async (call) => {
  expect(await stepsOf(call)).toEqual([expect.objectContaining({ kind: "unreadable", line: 3 })]);
});

test("what overrides a command of the schema and calls it is not taken for nothing", async () => {
  const { steps } = await readRails(
    "class Try < ActiveRecord::Migration[7.1]\n def change = execute('drop table calls')\n def execute(sql)\n super\n end\nend",
  );
  expect(steps).toMatchObject([{ kind: "unreadable", line: 4 }]);
});

test.each(["initialize", "migrate", "exec_migration"])(
  "a migration with its own %s is unreadable",
  async (name) => {
    const { steps } = await readRails(
      `class Try < ActiveRecord::Migration[7.1]\n def ${name}(*)\n ${elsewhere}\n end\n def change; end\nend`,
    );
    expect(steps).toMatchObject([{ kind: "unreadable", line: 2 }]);
  },
);

test.each([
  "sleep 0.1",
  "ActiveRecord::Migration.verbose = false",
  "Rails.logger.info 'x'",
  "Kernel.puts 'x'",
])("%s is no doubt", async (call) => {
  expect(await stepsOf(call)).toEqual([]);
});
