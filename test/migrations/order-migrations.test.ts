import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { orderMigrations } from "../../src/migrations/order-migrations.js";

const order = (...paths: readonly string[]) =>
  orderMigrations(paths.map((path) => ({ path, text: "" }))).map(({ path }) => path);

test("by the numbers of the version, not by letters", () => {
  expect(order("m/V10__b.sql", "m/V2.10__c.sql", "m/V2.9__a.sql")).toEqual([
    "m/V2.9__a.sql",
    "m/V2.10__c.sql",
    "m/V10__b.sql",
  ]);
});

test("timestamps, folders that carry the number, and those without one last", () => {
  expect(order("db/R__views.sql", "db/20261103_b.rb", "db/20261102_z.rb")).toEqual([
    "db/20261102_z.rb",
    "db/20261103_b.rb",
    "db/R__views.sql",
  ]);
  expect(order("p/20260202_b/migration.sql", "p/20260101_a/migration.sql")).toEqual([
    "p/20260101_a/migration.sql",
    "p/20260202_b/migration.sql",
  ]);
});

test("is a total order over any paths", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string({ maxLength: 30 })), (paths) => {
      expect(order(...paths.toReversed())).toEqual(order(...paths));
    }),
  );
});

describe("Alembic", () => {
  const ordered = (files: Readonly<Record<string, string>>) =>
    orderMigrations(
      Object.entries(files).map(([name, assignments]) => ({
        path: `versions/${name}_change.py`,
        text: `"""Change\n\nrevision = "not this"\n"""\nfrom alembic import op\n\nrevision = "${name}"\n${assignments}\n`,
      })),
    ).map(({ path }) => path.slice(9, -10));

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "a chain, whatever the names are",
      { a1: `down_revision = "c3"`, b2: `down_revision = "a1"`, c3: "down_revision = None" },
      ["c3", "a1", "b2"],
    ],
    [
      "branches that are merged again",
      {
        a1: `down_revision: Union[str, Sequence[str], None] = ("c3", "b2")`,
        b2: `down_revision = "d4"`,
        c3: `down_revision = "d4"`,
        d4: "down_revision = None",
      },
      ["d4", "c3", "b2", "a1"],
    ],
    [
      "a parent that production has",
      { a1: `down_revision = "b2"`, b2: `down_revision = "0123456789ab"` },
      ["b2", "a1"],
    ],
    [
      "what another branch depends on",
      { a1: `down_revision = None\ndepends_on = ["b2"]`, b2: "down_revision = None" },
      ["b2", "a1"],
    ],
    [
      "over several lines, with comments and texts of two parts",
      {
        a1: `down_revision = (\n  "b"  # "c3"\n  "2",\n)`,
        b2: "down_revision = None",
        c3: `down_revision = 'b2'`,
      },
      ["b2", "a1", "c3"],
    ],
    ["a circle", { a1: `down_revision = "b2"`, b2: `down_revision = "a1"` }, ["b2", "a1"]],
  ])("%s", (_, files, expected) => {
    expect(ordered(files)).toEqual(expected);
  });

  test("among files of other tools they keep their places", () => {
    const alembic = (name: string, after: string) => ({
      path: `versions/${name}_x.py`,
      text: `revision = "${name}"\ndown_revision = ${after}\n`,
    });
    const files = [alembic("1", `"2"`), alembic("2", "None"), { path: "db/1_a.sql", text: "" }];
    expect(orderMigrations(files).map(({ path }) => path)).toEqual([
      "db/1_a.sql",
      "versions/2_x.py",
      "versions/1_x.py",
    ]);
  });
});

describe("Django", () => {
  const migration = (...body: readonly string[]) =>
    ["from django.db import migrations\nclass Migration(migrations.Migration):", ...body].join("\n    ");
  const ordered = (files: Readonly<Record<string, string>>) =>
    orderMigrations(
      Object.entries(files).map(([name, text]) => ({
        path: `${name.replace(".", "/migrations/")}.py`,
        text,
      })),
    ).map(({ path }) => path.replace("/migrations/", ".").slice(0, -3));

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      "dependencies on other apps, and on what the file does not tell",
      {
        "shop.0001_initial": migration(
          `dependencies = [`,
          `    migrations.swappable_dependency(settings.AUTH_USER_MODEL),`,
          `    ("users", "0002_more"),  # ("shop", "0001_initial")`,
          `]`,
        ),
        "users.0001_initial": migration("dependencies = []"),
        "users.0002_more": migration(`dependencies = [('users', '0001_initial'), ("auth", "__first__")]`),
      },
      ["users.0001_initial", "users.0002_more", "shop.0001_initial"],
    ],
    [
      "numbers that were given twice",
      {
        "shop.0002_a": migration(`dependencies = [("shop", "0002_b")]`),
        "shop.0002_b": migration(`dependencies = [("shop", "0001_initial")]`),
      },
      ["shop.0002_b", "shop.0002_a"],
    ],
    [
      "run_before",
      {
        "a.0001_initial": migration("dependencies = []"),
        "b.0001_initial": migration(`run_before = [("a", "0001_initial")]`),
      },
      ["b.0001_initial", "a.0001_initial"],
    ],
    [
      "operations are not dependencies",
      {
        "a.0001_a": migration(`operations = [x(("a", "0002_b"))]`),
        "a.0002_b": migration("dependencies = []"),
      },
      ["a.0001_a", "a.0002_b"],
    ],
  ])("%s", (_, files, expected) => {
    expect(ordered(files)).toEqual(expected);
  });
});

test("a chain of thousands, named backwards, is ordered at once", () => {
  const name = (at: number) => String(9_999 - at);
  const files = Array.from({ length: 2_000 }, (_, at) => ({
    path: `versions/${name(at)}.py`,
    text: `revision = "${name(at)}"\ndown_revision = ${at === 0 ? "None" : `"${name(at - 1)}"`}\n`,
  }));
  expect(orderMigrations(files.toReversed())).toEqual(files);
});

test("Python that is broken, or never ends, is taken as it is", () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('"', "'", "\\", "\n", "#", "(", ")", "=", ",", "[", "]", " ", "\r", "revision"),
      }),
      (text) => {
        const files = [{ path: "versions/a.py", text: `down_revision = ${text}\nrevision = "a"` }];
        expect(orderMigrations(files)).toEqual(files);
      },
    ),
  );
});
