import { expect, test } from "vitest";
import { readAlembic, upgrade } from "./read-alembic.js";

test.each([
  [
    `op.create_table("a", sa.Column("id", sa.Integer(), nullable=False), sa.Column("u", sa.ForeignKey("users.id")), sa.Column("s", sa.String(9), index=True, server_default="x"), sa.PrimaryKeyConstraint("id"))`,
    [
      `CREATE TABLE "a" ("id" SERIAL NOT NULL, "u" INTEGER, "s" VARCHAR(9) DEFAULT 'x', FOREIGN KEY ("u") REFERENCES "users" ("id"), PRIMARY KEY ("id"))`,
      `CREATE INDEX "ix_a_s" ON "a" ("s")`,
    ],
    [
      "CREATE TABLE `a` (`id` INTEGER NOT NULL AUTO_INCREMENT, `u` INTEGER NULL, `s` VARCHAR(9) DEFAULT 'x' NULL, FOREIGN KEY (`u`) REFERENCES `users` (`id`), PRIMARY KEY (`id`))",
      "CREATE INDEX `ix_a_s` ON `a` (`s`)",
    ],
  ],
  [
    `op.add_column("a", sa.Column("t", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()))`,
    [`ALTER TABLE "a" ADD COLUMN "t" TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL`],
    ["ALTER TABLE `a` ADD COLUMN `t` DATETIME DEFAULT CURRENT_TIMESTAMP NOT NULL"],
  ],
  [
    `op.alter_column("a", "x", type_=sa.BigInteger(), existing_type=sa.Integer(), nullable=False, postgresql_using="x::bigint")`,
    [
      `ALTER TABLE "a" ALTER COLUMN "x" SET NOT NULL`,
      `ALTER TABLE "a" ALTER COLUMN "x" TYPE BIGINT USING x::bigint`,
    ],
    ["ALTER TABLE `a` MODIFY `x` BIGINT NOT NULL"],
  ],
  [
    `op.alter_column("a", "x", nullable=False)`,
    [`ALTER TABLE "a" ALTER COLUMN "x" SET NOT NULL`],
    ["a.x NOT NULL"],
  ],
  [
    `op.create_index(op.f("i"), "a", ["x", sa.text("lower(y)")], unique=True, postgresql_concurrently=True, postgresql_where=sa.text("x > 1"))`,
    [`CREATE UNIQUE INDEX CONCURRENTLY "i" ON "a" ("x", (lower(y))) WHERE x > 1`],
    ["CREATE UNIQUE INDEX `i` ON `a` (`x`, (lower(y)))"],
  ],
  [
    `op.drop_constraint("fk", "a", type_="foreignkey")`,
    [`ALTER TABLE "a" DROP CONSTRAINT "fk"`],
    ["ALTER TABLE `a` DROP FOREIGN KEY `fk`"],
  ],
  [
    `op.create_foreign_key("fk", "a", "users", ["u"], ["id"], ondelete="CASCADE", postgresql_not_valid=True)`,
    [
      `ALTER TABLE "a" ADD CONSTRAINT "fk" FOREIGN KEY ("u") REFERENCES "users" ("id") ON DELETE CASCADE NOT VALID`,
    ],
    ["ALTER TABLE `a` ADD CONSTRAINT `fk` FOREIGN KEY (`u`) REFERENCES `users` (`id`) ON DELETE CASCADE"],
  ],
  [
    `with op.batch_alter_table("a", schema=None) as batch_op:\n    batch_op.drop_column("x")\n    batch_op.create_unique_constraint("u", ["y"])`,
    [`ALTER TABLE "a" DROP COLUMN "x"`, `ALTER TABLE "a" ADD CONSTRAINT "u" UNIQUE ("y")`],
    ["ALTER TABLE `a` DROP COLUMN `x`", "ALTER TABLE `a` ADD CONSTRAINT `u` UNIQUE (`y`)"],
  ],
  [
    `with op.get_context().autocommit_block():\n    op.execute("ALTER TYPE mood ADD VALUE 'x'")`,
    ["COMMIT", "ALTER TYPE mood ADD VALUE 'x'", "BEGIN"],
    ["ALTER TYPE mood ADD VALUE 'x'"],
  ],
  [`for t in ("a", "b"):\n    op.execute(f"DELETE FROM {t}")`, ["DELETE FROM a", "DELETE FROM b"], null],
  [`op.execute(sa.text("UPDATE a SET x = :v").bindparams(v=1))`, ["UPDATE a SET x = NULL"], null],
  [
    `t = sa.table("a", sa.column("x"))\nop.execute(t.update().where(t.c.x == 1).values(x=2))`,
    ["update a"],
    null,
  ],
  [`op.bulk_insert(sa.table("a"), [{"x": 1}, {"x": 2}])`, ["insert a 2"], null],
  [
    `conn = op.get_bind()\nfor r in conn.execute(sa.select(User.id)):\n    conn.execute(sa.delete(User).where(User.id == r.id))`,
    ["read users", "delete users"],
    null,
  ],
  [
    `s = orm.Session(bind=op.get_bind())\nfor u in s.query(User).filter(User.id > 1):\n    u.name = "x"\ns.commit()`,
    ["read users", "update users"],
    null,
  ],
  [
    `sa.Enum("a", "b", name="mood").create(op.get_bind(), checkfirst=True)`,
    [`CREATE TYPE "mood" AS ENUM ('a', 'b')`],
    [],
  ],
  [
    `if op.get_bind().dialect.name == "sqlite":\n    return\nop.drop_table("a")`,
    [`DROP TABLE "a"`],
    ["DROP TABLE `a`"],
  ],
  [
    `if "x" not in sa.inspect(op.get_bind()).get_table_names():\n    return\nop.drop_table("a")`,
    [`DROP TABLE "a"`],
    null,
  ],
  [`op.execute(statement())`, ["unreadable: execute: the SQL that it runs is not known"], null],
  [
    `from app.helpers import fix\nfix(op.get_bind())`,
    ["unreadable: app.helpers.fix() is given the database: what it does is not known"],
    null,
  ],
  [`op.something_new("a")`, ["unreadable: op.something_new: what it does is not known"], null],
  ["pass", [], []],
])("%s", async (body, postgres, mysql) => {
  expect(await upgrade(body)).toEqual(postgres);
  if (mysql !== null) expect(await upgrade(body, "mysql 8.0")).toEqual(mysql);
});

test("a file without upgrade says so", async () => {
  expect((await readAlembic("revision = 'x'\n")).steps).toMatchObject([
    { kind: "unreadable", reason: "the file has no function upgrade" },
  ]);
});
