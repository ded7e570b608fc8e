import { describe, expect, test } from "vitest";
import { defaultRates } from "../../../../../src/migrations/cost-model/default-rates.js";
import { estimateMigrations } from "../../../../../src/migrations/estimate-migrations.js";
import { parseEngine } from "../../../../../src/migrations/engine.js";
import type { ReportMigration, Seconds } from "../../../../../src/checker/migration-report.js";
import type { TableFacts } from "../../../../../src/migrations/database-facts.js";
import { tableFacts } from "../../../table-facts.js";

const facts = {
  takenAt: null,
  engine: null,
  appliedMigrations: [],
  domains: {},
  memoryBytes: null,
  tables: {
    calls: tableFacts({ rows: 100_000_000, heapBytes: 1e10, columns: { id: "integer", user_id: "integer" } }),
    none: sized(0, {}),
    little: sized(1_000, {}),
    medium: sized(100_000, {}),
    large: sized(1_000_000, {}),
    facts: sized(1_000_000, {
      columns: {
        id: "integer",
        at: "timestamp",
        down: "integer",
        mixed: "integer",
        body: "text",
        half: "integer",
      },
      correlations: { id: 1, at: 0.99, down: -1, mixed: 0.02, body: -0.01, half: 0.95 },
    }),
    part: sized(100_000, {}),
    ten: sized(10, {}),
    loose: sized(1_000_000, {}),
    thousand_keys: sized(1_000, { indexes: { keys: ["id"] } }),
    million_keys: sized(1_000_000, { indexes: { keys: ["id"] } }),
    few: sized(100, {}),
    never_analysed: tableFacts({ bytes: 1e9 }),
  },
};

function sized(rows: number, more: Partial<TableFacts>): TableFacts {
  return tableFacts({ rows, heapBytes: rows * 80, bytes: rows * 100, indexes: {}, ...more });
}

async function estimateOf(sql: string): Promise<ReportMigration> {
  const [migration] = await estimateMigrations({
    files: [{ path: "1.sql", text: sql }],
    engine: parseEngine("postgres 18"),
    facts,
  });
  return migration!;
}

async function secondsOf(sql: string): Promise<Seconds> {
  return (await estimateOf(sql)).seconds ?? { low: Number.NaN, expected: Number.NaN, high: Number.NaN };
}

const key = (from: string, to: string) =>
  `alter table ${from} add constraint k foreign key (r) references ${to} (id)`;
const scanOf = (table: string) => secondsOf(`alter table ${table} alter column r set not null`);

test.each<[string, string, number]>([
  ["a block range index", "create index i on calls using brin (id)", 1.4],
  ["a check", "alter table calls add constraint k check (user_id > 0)", 1],
])("%s takes so many times as long as a scan", async (_, sql, factor) => {
  const scan = await scanOf("calls");
  expect((await secondsOf(sql)).expected / scan.expected).toBeCloseTo(factor, 1);
});

describe("a foreign key takes as many times a scan of the referring 1,000,000 rows as was measured", () => {
  const longer = [
    ["to an empty table", key("facts", "none"), 1],
    ["to a thousand rows", key("facts", "little"), 2],
    ["to 100,000 rows", key("facts", "medium"), 6.29],
    ["to a million", key("facts", "large"), 13.67],
    ["of a tenth of the rows to a million", key("part", "large"), 4.07],
    ["its validation", `${key("facts", "large")} not valid; alter table facts validate constraint k`, 13.67],
  ] as const;
  test.each(longer)("%s", async (_, sql, measured) => {
    const ratio = (await secondsOf(sql)).expected / (await scanOf("facts")).expected;
    expect(ratio / measured).toBeGreaterThan(0.9);
    expect(ratio / measured).toBeLessThan(1.1);
  });
});

describe("a subquery that runs for each row takes as many times a scan as measured", () => {
  const count = (query: string) => `select count((${query})) from facts`;
  test.each([
    [
      "an index finds it among a thousand",
      count("select max(id) from thousand_keys k where k.id = facts.id"),
      23,
    ],
    [
      "an index finds it among a million",
      count("select max(id) from million_keys k where k.id = facts.id"),
      55,
    ],
    ["none finds it among ten", count("select max(id) from ten where ten.id = facts.id"), 23],
  ])("%s", async (_, sql, measured) => {
    const ratio = (await secondsOf(sql)).expected / (await scanOf("facts")).expected;
    expect(ratio / measured).toBeGreaterThan(0.7);
    expect(ratio / measured).toBeLessThan(1.4);
  });

  test("no index, and both are large: it takes days", async () => {
    const sql = count("select max(id) from loose where loose.id = facts.id");
    const { expected } = await secondsOf(sql);
    expect(expected / 3600).toBeGreaterThan(10);
    const { operations } = await estimateOf(sql);
    expect(operations[0]?.basis).toContain(
      "all of loose (1,000,000 rows) is read for each row of facts: no index finds them",
    );
  });
});

test("few rows are looked up by the other table's index, however large it is", async () => {
  const { expected } = await secondsOf(key("few", "calls"));
  expect(expected).toBeLessThan(0.03);
});

test.each(["never_analysed", "not_there"])(
  "the interval covers small and large where the rows of %s are not known",
  async (other) => {
    const unknown = await secondsOf(key("facts", other));
    const [small, large] = [await secondsOf(key("facts", "little")), await secondsOf(key("facts", "large"))];
    expect(unknown.low).toBeLessThan(small.expected);
    expect(unknown.high).toBeGreaterThan(large.high);
    const { operations } = await estimateOf(key("facts", other));
    expect(operations[0]?.basis).toContain(`each row is looked up in ${other} (whose rows are not known)`);
  },
);

test("where nothing as large was measured, the interval is wider", async () => {
  const ratio = ({ low, high }: Seconds) => high / low;
  expect(ratio(await secondsOf(key("facts", "calls")))).toBeGreaterThan(
    1.5 * ratio(await secondsOf(key("facts", "large"))),
  );
});

test("the table that rows are looked up in is named with its rows", async () => {
  const { operations } = await estimateOf(key("facts", "medium"));
  expect(operations[0]?.basis).toBe(
    "1,000,000 rows, 100.0 MB, 0 indexes, each row is looked up in medium (100,000 rows)",
  );
});

describe("an index takes by the order of the rows, as many times as one whose order is not known", () => {
  test.each<[string, string, number, string]>([
    ["in order", "create index i on facts (id)", 0.7, ", rows lie in the index's order"],
    ["nearly in order", "create unique index i on facts (at, mixed)", 0.7, ", rows lie in the index's order"],
    ["in no order", "create index i on facts (mixed, id)", 1.4, ", rows lie in another order"],
    ["in the reverse order", "create index i on facts (down)", 1.4, ", rows lie in another order"],
    ["downwards, as they lie", "create index i on facts (down desc)", 0.7, ", rows lie in the index's order"],
    ["nobody knows", "create index i on facts (half)", 1, ""],
    ["a primary key", "alter table facts add unique (id)", 0.7, ", rows lie in the index's order"],
    [
      "new values",
      "create table t (id int); update facts set id = 1 where at = now(); create index i on facts (id)",
      1,
      "",
    ],
  ])("%s", async (_, sql, factor, said) => {
    const { operations } = await estimateOf(sql);
    const unknown = await secondsOf("create index i on facts (other_id)");
    const built = operations.at(-1);
    expect(Math.abs((built?.seconds?.expected ?? 0) / unknown.expected / factor - 1)).toBeLessThan(0.03);
    expect(built?.basis).toBe(`1,000,000 rows, 100.0 MB, 0 indexes${said}`);
  });

  test("text in no order is what the rates stand for; CONCURRENTLY it takes longer than numbers do", async () => {
    const [known, unknown] = [
      await secondsOf("create index i on facts (body)"),
      await secondsOf("create index i on facts (title)"),
    ];
    expect(known.expected).toBe(unknown.expected);
    const concurrently = await secondsOf("create index concurrently i on facts (body)");
    const numbers = await secondsOf("create index concurrently i on facts (mixed)");
    expect(concurrently.expected / numbers.expected).toBeCloseTo(2.5, 1);
  });
});

test("what takes time once is not multiplied", async () => {
  const { fixed } = defaultRates.postgres.scan;
  expect((await secondsOf(key("few", "few"))).expected).toBeLessThan(3 * fixed);
});
