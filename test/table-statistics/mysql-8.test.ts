import { expect, test } from "vitest";
import type { z } from "zod";
import type { CatalogueSession } from "../../src/table-statistics/catalogue-session.js";
import { readRowVersions } from "../../src/table-statistics/mysql/row-versions.js";
import { readServer } from "../../src/table-statistics/mysql/server.js";

/** Answers every question with these rows: what only a MySQL 8 or another server of its protocol would say. */
function answering(rows: readonly unknown[] | null): CatalogueSession {
  const parse = <Row>(schema: z.ZodType<Row>) => (rows ?? []).map((row) => schema.parse(row));
  return {
    notes: [],
    query: (schema) => Promise.resolve(parse(schema)),
    attempt: (_what, schema) => Promise.resolve(rows === null ? null : parse(schema)),
  };
}

test.each([
  ["8.0.35-0ubuntu0.22.04.1", "mysql 8.0.35", true],
  ["8.0.28", "mysql 8.0.28", false],
  ["5.7.44-log", "mysql 5.7.44", false],
  ["10.11.6-MariaDB-log", "mariadb 10.11.6", false],
  ["8.0.11-TiDB-v7.5.0", "tidb 8.0.11", false],
])("version %s is %s", async (version, engine, hasRowVersions) => {
  const server = await readServer(answering([{ version, pool: "134217728" }]));
  expect(server).toMatchObject({ engine, memoryBytes: 134_217_728 });
  expect(server.mysqlSince(8, 0, 29)).toBe(hasRowVersions);
});

test("row versions are the most of a table's partitions; names are file names", async () => {
  const versions = await readRowVersions(
    answering([
      { name: "app/calls", versions: 3 },
      { name: "app/events#p#p0", versions: 1 },
      { name: "app/events#p#p1", versions: 5 },
      { name: "app/odd@0020name", versions: 2 },
      { name: "other/calls", versions: 60 },
      { name: "mysql", versions: 0 },
    ]),
    "app",
  );
  expect(versions && Object.fromEntries(versions)).toEqual({ calls: 3, events: 5, "odd name": 2 });
  expect(await readRowVersions(answering(null), "app")).toBeNull();
});
