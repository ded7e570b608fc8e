import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { type DatabaseFacts, type TableFacts, unknownFacts } from "../../src/migrations/database-facts.js";
import {
  formatRowCountFile,
  parseRowCountFile,
  RowCountFileInvalid,
} from "../../src/migrations/row-count-file.js";

test("reads the file of the contract", () => {
  const text = `{ "takenAt": "2026-11-20T04:00:00Z", "engine": "mysql 8.0.35", "appliedMigrations": ["20261102_add_calls_index"],
  "tables": { "calls": { "rows": 120000000, "bytes": 48000000000,
    "columns": {"id": "bigint", "status": "enum('new','paid')"}, "indexes": {"PRIMARY": ["id"], "status_ix": ["status"]},
    "notNull": ["id"], "checks": {"amount_ck": {"expr": "amount IS NOT NULL", "validated": true}},
    "engine": "InnoDB", "charset": "utf8mb4", "rowFormat": "Dynamic", "totalRowVersions": 3, "fulltextIndexes": [] } },
  "domains": { "stars": "int check (value between 1 and 5)" } }`;
  expect(parseRowCountFile(text)).toEqual({
    takenAt: "2026-11-20T04:00:00Z",
    engine: "mysql 8.0.35",
    appliedMigrations: ["20261102_add_calls_index"],
    tables: {
      calls: {
        ...unknownFacts,
        rows: 120_000_000,
        bytes: 48_000_000_000,
        columns: { id: "bigint", status: "enum('new','paid')" },
        indexes: { PRIMARY: ["id"], status_ix: ["status"] },
        notNull: ["id"],
        checks: { amount_ck: { expr: "amount IS NOT NULL", validated: true } },
        engine: "InnoDB",
        charset: "utf8mb4",
        rowFormat: "Dynamic",
        totalRowVersions: 3,
        fulltextIndexes: [],
      },
    },
    domains: { stars: "int check (value between 1 and 5)" },
    memoryBytes: null,
    notes: [],
  });
});

test("rows and bytes are enough, and a byte order mark does no harm", () => {
  const facts = parseRowCountFile('\uFEFF{"tables": {"calls": {"rows": 1.2e6, "bytes": 7}}}');
  expect(facts.tables).toEqual({ calls: { ...unknownFacts, rows: 1_200_000, bytes: 7 } });
  expect(facts.takenAt).toBeNull();
});

test.each([
  ["never analysed", { rows: -1 }, null],
  ["null", { rows: null }, null],
  ["not told", {}, null],
  ["empty", { rows: 0 }, 0],
  ["a fraction", { rows: 10.6 }, 11],
])("unknown is not zero: %s", (_name, table, rows) => {
  expect(parseRowCountFile(JSON.stringify({ tables: { calls: table } })).tables["calls"]?.rows).toBe(rows);
});

test("keys of a newer file are passed over, ours are read", () => {
  const table = { rows: 1, heapBytes: 2, changedSinceAnalysed: 3, kind: "view", sharding: { by: "id" } };
  const facts = parseRowCountFile(
    JSON.stringify({ tables: { calls: table }, memoryBytes: 4, notes: ["n"], future: 1 }),
  );
  expect(facts.tables["calls"]).toEqual({
    ...unknownFacts,
    rows: 1,
    heapBytes: 2,
    changedSinceAnalysed: 3,
    kind: "view",
  });
  expect(facts).toMatchObject({ memoryBytes: 4, notes: ["n"] });
});

describe("names", () => {
  test.each([
    ["public.calls", "calls"],
    ['"public"."calls"', "calls"],
    ["`app`.`calls`", "calls"],
    ['"a.b"', "a.b"],
    ['public."a""b"', 'a"b'],
    ["db.schema.calls", "calls"],
    ["odd name é", "odd name é"],
    ['5"', '5"'],
    ['"open', '"open'],
    ["__proto__", "__proto__"],
    ["constructor", "constructor"],
  ])("%s is %s", (key, name) => {
    const { tables } = parseRowCountFile(`{"tables": {${JSON.stringify(key)}: {"rows": 3}}}`);
    expect(Object.keys(tables)).toEqual([name]);
    expect(tables[name]?.rows).toBe(3);
  });

  test("what every object has is no table", () => {
    const { tables } = parseRowCountFile('{"tables": {"calls": {"columns": {"id": "int"}}}}');
    expect("constructor" in tables).toBe(false);
    expect("toString" in (tables["calls"]?.columns ?? {})).toBe(false);
  });
});

describe("tables of one name in several schemas", () => {
  const merged = (tables: object): DatabaseFacts => parseRowCountFile(JSON.stringify({ tables }));

  test("add up, keep what they share and say so", () => {
    const facts = merged({
      "one.calls": { rows: 10, bytes: 100, columns: { a: "int", b: "int" }, indexes: { i: ["a"] } },
      "two.calls": { rows: 5, bytes: 50, columns: { b: "int", a: "int" }, indexes: { j: ["a"] } },
    });
    expect(facts.tables["calls"]).toEqual({
      ...unknownFacts,
      rows: 15,
      bytes: 150,
      columns: { a: "int", b: "int" },
    });
    expect(facts.notes).toEqual([
      "calls is in 2 schemas: their sizes are added up; what they differ in is not known",
    ]);
  });

  test("one that was never analysed makes the sum unknown, unless its bytes tell", () => {
    const analysed = { rows: 100, heapBytes: 1000 };
    expect(merged({ "a.t": analysed, "b.t": { rows: -1 } }).tables["t"]?.rows).toBeNull();
    expect(merged({ "a.t": analysed, "b.t": { rows: -1, heapBytes: 200 } }).tables["t"]?.rows).toBe(120);
    expect(
      merged({ "a.t": { rows: 0, heapBytes: 0 }, "b.t": { heapBytes: 9 } }).tables["t"]?.rows,
    ).toBeNull();
  });

  test("a view beside its table does not count", () => {
    const facts = merged({ "api.t": { kind: "view", rows: null }, "public.t": { rows: 7 } });
    expect(facts.tables["t"]).toEqual({ ...unknownFacts, rows: 7 });
    expect(facts.notes).toEqual([]);
  });
});

test.each([
  ["", "it is empty"],
  [" \n", "it is empty"],
  ["root:x:0:0", "it is not JSON"],
  ['{\n "tables": {]}', "it is not JSON (line 2 column 13)"],
  ["null", "it is not an object"],
  ["[]", "it is not an object"],
  ["{}", "tables is not an object"],
  ['{"tables": []}', "tables is not an object"],
  ['{"tables": {"a": 1}}', "tables.a is not an object"],
  ['{"tables": {"a": {"rows": "12"}}}', "tables.a.rows is not a number"],
  ['{"tables": {"a": {"rows": -2}}}', "tables.a.rows is negative"],
  ['{"tables": {"a": {"rows": 1e400}}}', "tables.a.rows is not a number"],
  ['{"tables": {"a": {"rows": 1e300}}}', "tables.a.rows is larger than 9007199254740991"],
  ['{"tables": {"a": {"bytes": -1}}}', "tables.a.bytes is negative"],
  ['{"tables": {"a": {"indexes": {"i": "id"}}}}', "tables.a.indexes.i is not a list"],
  ['{"tables": {"a": {"indexes": {"i": [1]}}}}', "tables.a.indexes.i[0] is not a text"],
  ['{"tables": {"a": {"checks": {"c": {}}}}}', "tables.a.checks.c.expr is not a text"],
  [
    '{"tables": {"odd name": {"columns": {"x\\ny": 1}}}}',
    'tables["odd name"].columns["x\\ny"] is not a text',
  ],
  ['{"tables": {"__proto__": 1}}', "tables.__proto__ is not an object"],
  ['{"tables": {"": {}}}', 'tables[""] names no table'],
  ['{"tables": {"public.": {}}}', 'tables["public."] names no table'],
  ['{"tables": {}, "takenAt": "yesterday"}', 'takenAt is not a time like "2026-11-20T04:00:00Z"'],
  ['{"tables": {}, "takenAt": "2026-11-31T04:00:00Z"}', 'takenAt is not a time like "2026-11-20T04:00:00Z"'],
  ['{"tables": {}, "appliedMigrations": [1]}', "appliedMigrations[0] is not a text"],
  ['{"tables": {}, "domains": {"d": null}}', "domains.d is not a text"],
])("refuses %s", (text, mistake) => {
  expect(() => parseRowCountFile(text)).toThrow(`the row-count file cannot be used: ${mistake}`);
});

test("names all mistakes at once, and not too many of them", () => {
  const error = failure('{"engine": 1, "tables": {"a": {"rows": "x", "bytes": -5}, ".": {"rows": true}}}');
  expect(error.mistakes.map(({ path }) => path)).toEqual([
    "engine",
    "tables.a.rows",
    "tables.a.bytes",
    'tables["."]',
    'tables["."].rows',
  ]);
  const many = failure(
    JSON.stringify({
      tables: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`t${index}`, 0])),
    }),
  );
  expect(many.mistakes).toHaveLength(50);
  expect(many.message).toContain("\n  and 30 more mistakes");
});

function failure(text: string): RowCountFileInvalid {
  try {
    parseRowCountFile(text);
  } catch (error) {
    if (error instanceof RowCountFileInvalid) return error;
  }
  throw new Error("was not refused");
}

const name = fc.string({ minLength: 1, unit: "binary" }).filter((text) => !/[\ud800-\udfff]/.test(text));
const odd = fc.constantFrom("__proto__", "constructor", "a.b", '"q"', "`", '"', "a.", ".", '"a".');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const amount = maybe(fc.nat({ max: Number.MAX_SAFE_INTEGER }));
const record = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(fc.oneof(name, odd), value), { maxLength: 4 }).map((entries) => {
    const made = Object.create(null) as Record<string, T>;
    for (const [key, part] of entries) made[key] = part;
    return made;
  });
const tableFacts: fc.Arbitrary<TableFacts> = fc.record({
  rows: amount,
  bytes: amount,
  heapBytes: amount,
  columns: maybe(record(name)),
  indexes: maybe(record(fc.array(name, { maxLength: 3 }))),
  notNull: maybe(fc.array(name, { maxLength: 3 })),
  checks: maybe(record(fc.record({ expr: name, validated: fc.boolean() }))),
  engine: maybe(name),
  charset: maybe(name),
  rowFormat: maybe(name),
  totalRowVersions: amount,
  fulltextIndexes: maybe(fc.array(name, { maxLength: 2 })),
  partialIndexes: maybe(record(name)),
  unusedIndexes: maybe(fc.array(name, { maxLength: 3 })),
  changedSinceAnalysed: amount,
  correlations: maybe(record(fc.constantFrom(-1, -0.5, 0.01, 1))),
  kind: maybe(name),
});
const databaseFacts: fc.Arbitrary<DatabaseFacts> = fc.record({
  takenAt: maybe(fc.constant("2026-11-20T04:00:00+01:00")),
  engine: maybe(name),
  appliedMigrations: fc.array(name, { maxLength: 3 }),
  tables: record(tableFacts),
  domains: record(name),
  memoryBytes: amount,
  notes: fc.array(name, { maxLength: 2 }),
});

test("what was written reads the same", () => {
  fc.assert(
    fc.property(databaseFacts, (facts) => {
      expect(parseRowCountFile(formatRowCountFile(facts))).toEqual(facts);
    }),
    { numRuns: 100 },
  );
});

test("any text gives facts or a list of mistakes", () => {
  const json = fc.json({ maxDepth: 5 }).map((value) => `{"tables": ${value}}`);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), json), (text) => {
      try {
        expect(parseRowCountFile(text).tables).toBeDefined();
      } catch (error) {
        expect(error).toBeInstanceOf(RowCountFileInvalid);
      }
    }),
    { numRuns: 200 },
  );
});

test("20,000 tables are read in a moment", () => {
  const table = { rows: 1, columns: { id: "bigint", name: "text" }, indexes: { pk: ["id"] } };
  const tables = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, index) => [`public.t${index}`, table]),
  );
  expect(Object.keys(parseRowCountFile(JSON.stringify({ tables })).tables)).toHaveLength(20_000);
});
