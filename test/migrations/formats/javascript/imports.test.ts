import { expect, test } from "vitest";
import { parseEngine } from "../../../../src/migrations/engine.js";
import { estimateMigrations } from "../../../../src/migrations/estimate-migrations.js";
import { followImports } from "../../../../src/migrations/follow-imports.js";

const path = "src/migrations/1700000000000-Index.ts";
const index = `import { Base, TABLE } from "./shared/base.js";
export class Index1700000000000 extends Base implements MigrationInterface {
  name = "x";

  async more(queryRunner: QueryRunner) {
    await queryRunner.query(\`CREATE INDEX i ON \${TABLE} (a)\`);
  }
}`;
const base = `import { suffix } from "../../names";
export const TABLE = "users" + suffix();
export abstract class Base {
  async up(queryRunner: QueryRunner) {


    await queryRunner.query(\`ALTER TABLE \${TABLE} ALTER COLUMN id TYPE bigint\`);
    await this.more(queryRunner);
  }
}`;

async function read(repository: Readonly<Record<string, string>>, text = index) {
  const asked: string[] = [];
  const migrations = await followImports(
    (others) =>
      estimateMigrations({
        files: [{ path, text }],
        others,
        engine: parseEngine("postgres 16"),
        facts: null,
      }),
    (wanted) => {
      asked.push(wanted);
      return Promise.resolve(repository[wanted] ?? null);
    },
  );
  const operations = migrations.flatMap((migration) => migration.operations);
  return {
    asked,
    migrations,
    operations: operations.map(({ table, cost, line }) => [table, cost, line]),
  };
}

test("classes, constants and functions of other files are followed; lines are those of the migration", async () => {
  const names = `exports.suffix = () => "_v" + exports.version; exports.version = 2;`;
  const repository = { "src/migrations/shared/base.ts": base, "src/names.js": names };
  const { operations, migrations } = await read(repository);
  expect(operations.map(([table, cost]) => [table, cost])).toEqual([
    ["users_v2", "rewrite"],
    ["users_v2", "index"],
  ]);
  expect(operations[1]?.[2]).toBe(6);
  expect(migrations[0]).not.toHaveProperty("wants");
});

test("what is not there stays unreadable", async () => {
  const { operations, asked } = await read({});
  expect(operations).toEqual([[null, "unknown", 1]]);
  expect(asked).toContain("src/migrations/shared/base.ts");
  expect(asked.every((wanted) => wanted.startsWith("src/migrations/shared/base"))).toBe(true);
});

test("files that import each other, are broken or never end do not hang it", async () => {
  const circle = `import "../1700000000000-Index"; ${base}`;
  expect((await read({ "src/migrations/shared/base.ts": circle })).operations).toHaveLength(2);
  for (const broken of [
    "class {",
    "\0",
    "export const TABLE = f(); function f() { return f(); }",
    "for (;;) {}",
  ])
    expect((await read({ "src/migrations/shared/base.ts": broken })).operations).toContainEqual([
      null,
      "unknown",
      expect.any(Number),
    ]);
});

test("nothing outside of the repository is asked for, and nothing where all is understood", async () => {
  const outside = `import { x } from "../../../../etc/passwd"; export class A implements MigrationInterface { async up(q: QueryRunner) { await q.query(x); } }`;
  expect((await read({}, outside)).asked).toEqual([]);
  const whole = `import { y } from "./y"; export class A implements MigrationInterface { async up(q: QueryRunner) { await q.query("CREATE TABLE t (a int)"); } }`;
  expect((await read({}, whole)).asked).toEqual([]);
});
