import { expect, test } from "vitest";
import { operations, readDjango } from "./read-django.js";

test.each([
  [
    `migrations.AddField("order", "note", models.CharField(max_length=30, default="x"))`,
    [
      `ALTER TABLE "shop_order" ADD COLUMN "note" varchar(30) DEFAULT 'x' NOT NULL`,
      `ALTER TABLE "shop_order" ALTER COLUMN "note" DROP DEFAULT`,
    ],
    [
      "ALTER TABLE `shop_order` ADD COLUMN `note` varchar(30) DEFAULT 'x' NOT NULL",
      "ALTER TABLE `shop_order` ALTER COLUMN `note` DROP DEFAULT",
    ],
  ],
  [
    `migrations.AddField(model_name="order", name="code", field=models.SlugField(null=True))`,
    [
      `ALTER TABLE "shop_order" ADD COLUMN "code" varchar(50) NULL`,
      `CREATE INDEX "shop_order_code_idx" ON "shop_order" ("code")`,
      `CREATE INDEX "shop_order_code_like" ON "shop_order" ("code" varchar_pattern_ops)`,
    ],
    [
      "ALTER TABLE `shop_order` ADD COLUMN `code` varchar(50) NULL",
      "CREATE INDEX `shop_order_code_idx` ON `shop_order` (`code`)",
    ],
  ],
  [
    `migrations.AddField("order", "user", models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE))`,
    [
      `ALTER TABLE "shop_order" ADD COLUMN "user_id" bigint NULL CONSTRAINT "shop_order_user_id_fk" REFERENCES "auth_user" ("id") DEFERRABLE INITIALLY DEFERRED`,
      `SET CONSTRAINTS "shop_order_user_id_fk" IMMEDIATE`,
      `CREATE INDEX "shop_order_user_id_idx" ON "shop_order" ("user_id")`,
    ],
    [
      "ALTER TABLE `shop_order` ADD COLUMN `user_id` bigint NULL, ADD CONSTRAINT `shop_order_user_id_fk` FOREIGN KEY (`user_id`) REFERENCES `auth_user` (`id`)",
    ],
  ],
  [
    `migrations.AlterField("order", "total", models.BigIntegerField(default=0), preserve_default=False)`,
    [
      `ALTER TABLE "shop_order" ALTER COLUMN "total" SET DEFAULT 0`,
      `UPDATE "shop_order" SET "total" = 0 WHERE "total" IS NULL`,
      `ALTER TABLE "shop_order" ALTER COLUMN "total" TYPE bigint, ALTER COLUMN "total" SET NOT NULL`,
      `ALTER TABLE "shop_order" ALTER COLUMN "total" DROP DEFAULT`,
    ],
    [
      "ALTER TABLE `shop_order` ALTER COLUMN `total` SET DEFAULT 0",
      "UPDATE `shop_order` SET `total` = 0 WHERE `total` IS NULL",
      "ALTER TABLE `shop_order` MODIFY `total` bigint NOT NULL",
    ],
  ],
  [
    `migrations.AlterField("order", "total", models.IntegerField(default=0))`,
    [
      "update shop_order",
      `ALTER TABLE "shop_order" ALTER COLUMN "total" TYPE integer, ALTER COLUMN "total" SET NOT NULL`,
    ],
    ["update shop_order", "ALTER TABLE `shop_order` MODIFY `total` integer NOT NULL"],
  ],
  [
    `migrations.RemoveField("order", "note")`,
    [`ALTER TABLE "shop_order" DROP COLUMN "note" CASCADE`],
    ["ALTER TABLE `shop_order` DROP COLUMN `note`"],
  ],
  [
    `migrations.AddIndex("order", models.Index(fields=["a", "-b"], name="ab", condition=models.Q(a__gt=1) & ~models.Q(b__isnull=True)))`,
    [`CREATE INDEX "ab" ON "shop_order" ("a", "b" DESC) WHERE ("a" > 1 AND NOT ("b" IS NULL))`],
    ["CREATE INDEX `ab` ON `shop_order` (`a`, `b` DESC)"],
  ],
  [
    `pg.AddIndexConcurrently("order", models.Index(fields=["a"], name="i"))`,
    [`CREATE INDEX CONCURRENTLY "i" ON "shop_order" ("a")`],
    null,
  ],
  [
    `migrations.AddConstraint("order", models.CheckConstraint(check=models.Q(total__gte=0), name="c"))`,
    [`ALTER TABLE "shop_order" ADD CONSTRAINT "c" CHECK ("total" >= 0)`],
    ["ALTER TABLE `shop_order` ADD CONSTRAINT `c` CHECK (`total` >= 0)"],
  ],
  [
    `pg.AddConstraintNotValid("order", models.CheckConstraint(check=models.Q(total__gte=0), name="c")), pg.ValidateConstraint("order", "c")`,
    [
      `ALTER TABLE "shop_order" ADD CONSTRAINT "c" CHECK ("total" >= 0) NOT VALID`,
      `ALTER TABLE "shop_order" VALIDATE CONSTRAINT "c"`,
    ],
    null,
  ],
  [
    `migrations.AlterUniqueTogether(name="order", unique_together={("a", "b")})`,
    [`ALTER TABLE "shop_order" ADD CONSTRAINT "shop_order_a_b_uniq" UNIQUE ("a", "b")`],
    ["ALTER TABLE `shop_order` ADD CONSTRAINT `shop_order_a_b_uniq` UNIQUE (`a`, `b`)"],
  ],
  [
    `migrations.RenameModel("Order", "Sale")`,
    [`ALTER TABLE "shop_order" RENAME TO "shop_sale"`],
    ["RENAME TABLE `shop_order` TO `shop_sale`"],
  ],
  [`migrations.DeleteModel("Order")`, [`DROP TABLE "shop_order" CASCADE`], ["DROP TABLE `shop_order`"]],
  [`migrations.AlterModelOptions("order", options={"ordering": ["id"]})`, [], []],
  [
    `migrations.RunSQL(["UPDATE a SET b = 1", ("DELETE FROM a WHERE b = %s", [2])])`,
    ["UPDATE a SET b = 1", "DELETE FROM a WHERE b = 2"],
    null,
  ],
  [
    `migrations.SeparateDatabaseAndState(database_operations=[migrations.RunSQL("SELECT 1")], state_operations=[migrations.DeleteModel("Order")])`,
    ["SELECT 1"],
    ["SELECT 1"],
  ],
  [`migrations.RunPython(migrations.RunPython.noop)`, [], []],
  [`Own()`, ["unreadable: Own: what this operation does is not known"], null],
  [
    `migrations.AddField("order", "x", some.Thing())`,
    ["unreadable: AddField: the type of field x, builtins.some.Thing, is not known"],
    null,
  ],
])("%s", async (list, postgres, mysql) => {
  expect(await operations(list)).toEqual(postgres);
  if (mysql !== null) expect(await operations(list, "mysql 8.0")).toEqual(mysql);
});

test("a model's own migration knows its fields: tables, keys, many-to-many, and what AlterField changes", async () => {
  expect(
    await operations(`
      migrations.CreateModel("Tag", [("id", models.AutoField(primary_key=True)), ("name", models.CharField(max_length=9, unique=True))]),
      migrations.CreateModel("Order", [("id", models.UUIDField(primary_key=True)), ("tag", models.ForeignKey("shop.Tag", models.CASCADE)),
        ("tags", models.ManyToManyField(to="shop.Tag"))], options={"db_table": "orders"}),
      migrations.AlterField("Tag", "name", models.CharField(max_length=20, unique=True, null=True)),`),
  ).toEqual([
    `CREATE TABLE "shop_tag" ("id" integer NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "name" varchar(9) NOT NULL UNIQUE)`,
    `CREATE TABLE "orders" ("id" uuid NOT NULL PRIMARY KEY, "tag_id" integer NOT NULL)`,
    `CREATE TABLE "orders_tags" ("id" bigint NOT NULL PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, "order_id" bigint NOT NULL, "tag_id" bigint NOT NULL)`,
    `ALTER TABLE "shop_tag" ALTER COLUMN "name" TYPE varchar(20), ALTER COLUMN "name" DROP NOT NULL`,
    `CREATE INDEX "shop_tag_name_like" ON "shop_tag" ("name" varchar_pattern_ops)`,
    `ALTER TABLE "orders" ADD CONSTRAINT "orders_tag_id_fk" FOREIGN KEY ("tag_id") REFERENCES "shop_tag" ("id") DEFERRABLE INITIALLY DEFERRED`,
    `CREATE INDEX "orders_tag_id_idx" ON "orders" ("tag_id")`,
    `ALTER TABLE "orders_tags" ADD CONSTRAINT "orders_tags_uniq" UNIQUE ("order_id", "tag_id")`,
    `ALTER TABLE "orders_tags" ADD CONSTRAINT "orders_tags_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") DEFERRABLE INITIALLY DEFERRED`,
    `CREATE INDEX "orders_tags_order_id" ON "orders_tags" ("order_id")`,
    `ALTER TABLE "orders_tags" ADD CONSTRAINT "orders_tags_tag_id_fk" FOREIGN KEY ("tag_id") REFERENCES "shop_tag" ("id") DEFERRABLE INITIALLY DEFERRED`,
    `CREATE INDEX "orders_tags_tag_id" ON "orders_tags" ("tag_id")`,
  ]);
});

test.each([
  [`Order.objects.filter(a=1).update(b=2)`, ["update shop_order"]],
  [`Order.objects.all().delete()`, ["delete shop_order"]],
  [
    `for o in Order.objects.all():\n        o.x = 1\n        o.save()`,
    ["read shop_order", "update shop_order"],
  ],
  [`Order.objects.create(a=1)`, ["insert shop_order 1"]],
  [`Order(a=1).save()`, ["insert shop_order 1"]],
  [
    `rows = []\n    for o in Order.objects.iterator():\n        rows.append(o)\n    Order.objects.bulk_update(rows, ["a"])`,
    ["read shop_order", "update shop_order"],
  ],
  [
    `rows = []\n    for o in Order.objects.all():\n        rows.append(Order(a=1))\n    Order.objects.bulk_create(rows)`,
    ["read shop_order", "insert shop_order"],
  ],
  [`for o in Order.objects.all():\n        o.tags.add(1)`, ["read shop_order", "insert ?"]],
  [`if editor.connection.vendor == "postgresql":\n        editor.execute("SELECT 1")`, ["SELECT 1"]],
  [
    `with connection.cursor() as c:\n        c.execute("UPDATE a SET b = %s", ["x"])`,
    ["UPDATE a SET b = 'x'"],
  ],
  [`helper(apps)`, ["delete shop_order"]],
  [`print("x")\n    return`, []],
  [
    `elsewhere(apps)`,
    ["unreadable: shop.tasks.elsewhere() is given the database: what it does is not known"],
  ],
  [`elsewhere()`, ["unreadable: shop.tasks.elsewhere(): what it does is not known"]],
  [`if unknown_flag:\n        return\n    Order.objects.all().delete()`, ["delete shop_order"]],
])("RunPython: %s", async (body, expected) => {
  const before = `from django.db import connection\nfrom shop.tasks import elsewhere\ndef helper(apps):\n    apps.get_model("shop.Order").objects.all().delete()\ndef run(apps, editor):\n    Order = apps.get_model("shop", "Order")\n    ${body}\n`;
  expect(
    await operations("migrations.RunPython(run, migrations.RunPython.noop)", "postgres 16", before),
  ).toEqual(expected);
});

test("atomic = False leaves the transaction out; a file without a migration says so", async () => {
  const { inTransaction } = await readDjango(
    "class Migration(migrations.Migration):\n    atomic = False\n    operations = []\n",
  );
  expect(inTransaction).toBe(false);
  expect((await readDjango("x = 1\n")).steps).toMatchObject([
    { kind: "unreadable", reason: "the file has no class Migration" },
  ]);
});
