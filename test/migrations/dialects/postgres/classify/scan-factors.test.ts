import { expect, test } from "vitest";
import { defaultRates } from "../../../../../src/migrations/cost-model/default-rates.js";
import { estimateMigrations } from "../../../../../src/migrations/estimate-migrations.js";
import { parseEngine } from "../../../../../src/migrations/engine.js";
import { tableFacts } from "../../../table-facts.js";

const facts = {
  takenAt: null,
  engine: null,
  appliedMigrations: [],
  domains: {},
  memoryBytes: null,
  tables: {
    calls: tableFacts({ rows: 100_000_000, heapBytes: 1e10, columns: { id: "integer", user_id: "integer" } }),
    users: tableFacts({ rows: 10_000_000, heapBytes: 1e9, columns: { id: "integer" } }),
    few: tableFacts({ rows: 100, heapBytes: 8_192, columns: { id: "integer" } }),
  },
};

async function secondsOf(sql: string): Promise<number> {
  const [migration] = await estimateMigrations({
    files: [{ path: "1.sql", text: sql }],
    engine: parseEngine("postgres 18"),
    facts,
  });
  return migration?.seconds?.expected ?? Number.NaN;
}

const key = "alter table calls add constraint k foreign key (user_id) references";

test.each<[string, string, number]>([
  ["a foreign key to a small table", `${key} few (id)`, 5],
  ["a foreign key to one of a tenth of the rows", `${key} users (id)`, 5.4],
  [
    "the validation of a foreign key",
    `${key} users (id) not valid; alter table calls validate constraint k`,
    5.4,
  ],
  ["a block range index", "create index i on calls using brin (id)", 1.4],
  ["a check", "alter table calls add constraint k check (user_id > 0)", 1],
])("%s takes so many times as long as a scan", async (_, sql, factor) => {
  const scan = await secondsOf("alter table calls alter column user_id set not null");
  expect((await secondsOf(sql)) / scan).toBeCloseTo(factor, 1);
});

test("what takes time once is not multiplied", async () => {
  const { fixed } = defaultRates.postgres.scan;
  expect(await secondsOf("alter table few add foreign key (id) references few (id)")).toBeLessThan(3 * fixed);
});
