import { expect, test } from "vitest";
import fc from "fast-check";
import { orderMigrations } from "../../src/migrations/order-migrations.js";

const order = (...paths: readonly string[]) =>
  orderMigrations(paths.map((path) => ({ path }))).map(({ path }) => path);

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
