import { expect, test } from "vitest";
import fc from "fast-check";
import { formatOf } from "../../../../src/migrations/formats/index.js";
import { readAlembic } from "../alembic/read-alembic.js";
import { readDjango } from "../django/read-django.js";

test.each([
  ["class A(\n", 2, "this is no valid Python"],
  ["x = 1\nclass A:\n    def f(self:\n        pass\n", 4, "this is no valid Python"],
  ["\0\x01\x02", 1, "this is no valid Python"],
  ["#".repeat(1_000_001), 1, "the file is too long to be read"],
])("a broken file %# is unreadable and says where", async (text, line, reason) => {
  for (const { steps } of [await readDjango(text), await readAlembic(text)])
    expect(steps).toEqual([{ kind: "unreadable", line, reason }]);
});

test.each([
  ["an endless recursion", "def upgrade():\n    upgrade()\n"],
  [
    "a loop over millions",
    "def upgrade():\n    for a in range(999):\n        for b in range(999):\n            a + b\n",
  ],
  ["lists that double", "def upgrade():\n    a = [1]\n    for i in range(999):\n        a = a + a\n"],
  ["nested brackets", `def upgrade():\n    ${"[".repeat(5000)}${"]".repeat(5000)}\n`],
  ["a long sum", `def upgrade():\n    x = ${"a + ".repeat(5000)}1\n`],
])("%s ends", async (_name, text) => {
  expect((await readAlembic(text)).steps).toMatchObject([{ kind: "unreadable" }]);
});

const django = `from django.db import migrations, models
def forwards(apps, schema_editor):
    Order = apps.get_model("shop", "Order")
    for order in Order.objects.filter(total__isnull=True):
        order.total = 0
        order.save(update_fields=["total"])
class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]
    operations = [
        migrations.AddField("order", "note", models.CharField(max_length=30, default="x")),
        migrations.AlterField("order", "total", models.BigIntegerField()),
        migrations.RunPython(forwards, migrations.RunPython.noop),
        migrations.RunSQL(sql="UPDATE shop_order SET a = 1", reverse_sql=""),
    ]
`;
const alembic = `from alembic import op
import sqlalchemy as sa
def upgrade():
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("x", sa.Integer(), server_default="1"))
    for table in ["a", "b"]:
        op.execute(f"UPDATE {table} SET x = 1")
    op.alter_column("users", "y", type_=sa.Text())
`;

test("files cut short or with parts exchanged never throw, and a broken one is never empty", async () => {
  const tokens = [
    "(",
    ")",
    "[",
    "]",
    ":",
    "\n",
    '"',
    "f'{",
    "def ",
    "return ",
    "*",
    "**",
    ",",
    "lambda x: ",
    "=",
    "    ",
    "None",
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(readDjango, readAlembic),
      fc.nat(1000),
      fc.nat(30),
      fc.constantFrom(...tokens),
      fc.constantFrom("postgres 16", "mysql 8.0"),
      async (read, at, length, token, engine) => {
        const whole = read === readDjango ? django : alembic;
        const from = at % whole.length;
        const cut = await read(whole.slice(0, from), engine);
        const changed = await read(whole.slice(0, from) + token + whole.slice(from + length), engine);
        for (const step of [...cut.steps, ...changed.steps]) expect(step.line).toBeGreaterThan(0);
        // What lacks its migration altogether says so.
        if (!/class Migration|def upgrade/.test(whole.slice(0, from)))
          expect(cut.steps).toMatchObject([{ kind: "unreadable" }]);
      },
    ),
    { numRuns: 300 },
  );
});

test("files are told apart by where they lie and what they say", () => {
  const format = (path: string, text: string) => formatOf({ path, text })?.id;
  expect(format("shop/migrations/0001_initial.py", django)).toBe("django");
  expect(format("shop/migrations/__init__.py", "")).toBe("django");
  expect(format("migrations/versions/1975ea83b712_x.py", alembic)).toBe("alembic");
  expect(format("alembic/1975ea83b712_x.py", alembic)).toBe("alembic");
  const applied = (path: string, text: string) => formatOf({ path, text })?.appliedNames(path);
  expect(applied("apps/shop/migrations/0001_initial.py", django)).toContain("shop.0001_initial");
  expect(applied("versions/1975ea83b712_x.py", alembic)).toContain("1975ea83b712");
  expect(applied("versions/2026_11_02_1200-1975ea83b712_x.py", alembic)).toContain("1975ea83b712");
});

const inUpgrade = (body: string) =>
  `import os\nimport sqlalchemy as sa\nfrom alembic import op\ndef upgrade():\n    conn = op.get_bind()\n    ${body}\n`;

test.each([
  ["assert", "assert conn.execute(sa.text('drop table calls'))"],
  ["match", "match conn.execute(sa.text('drop table calls')):\n        case _:\n            pass"],
])("what %s asks the database is read", async (_name, body) => {
  expect((await readAlembic(inUpgrade(body))).steps).toMatchObject([
    { kind: "sql", sql: "drop table calls" },
  ]);
});

test.each([
  "os.system('psql')",
  "os.popen('psql')",
  "sa.create_engine('postgresql://').execute('drop table calls')",
])("%s is not silently passed over", async (call) => {
  expect((await readAlembic(inUpgrade(call))).steps).toMatchObject([{ kind: "unreadable", line: 6 }]);
});

test.each([
  ["whose operations it inherits", "from shop.base import Base\nclass Migration(Base):\n    pass\n", 2],
  [
    "that runs in its own way",
    "from django.db import migrations\nclass Migration(migrations.Migration):\n    operations = []\n    def apply(self, *args):\n        pass\n",
    2,
  ],
])("a Django migration %s is unreadable", async (_name, text, line) => {
  expect((await readDjango(text)).steps).toMatchObject([{ kind: "unreadable", line }]);
});

test("a Django migration without operations does nothing", async () => {
  const text = "from django.db import migrations\nclass Migration(migrations.Migration):\n    pass\n";
  expect((await readDjango(text)).steps).toEqual([]);
});
