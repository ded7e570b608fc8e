import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { loadPostgresDialect, postgresRules } from "../../../../../src/migrations/dialects/postgres/index.js";
import type { Dialect } from "../../../../../src/migrations/dialects/dialect.js";
import type { Engine } from "../../../../../src/migrations/engine.js";
import { createTestDatabase, type TestDatabase } from "../../../../support/postgres/create-test-database.js";
import { compare } from "./compare.js";
import { rulesNotRun } from "./rules-not-run.js";
import { serverCases } from "./server-cases.js";

const major = 18;
const engine: Engine = { family: "postgres", major, minor: null, patch: null };

let database: TestDatabase;
let session: pg.Client;
let other: pg.Client;
let dialect: Dialect;
const rulesRun = new Set<string>();

beforeAll(async () => {
  [database, dialect] = await Promise.all([createTestDatabase(), loadPostgresDialect()]);
  [session, other] = [
    new pg.Client({ connectionString: database.url }),
    new pg.Client({ connectionString: database.url }),
  ];
  await Promise.all([session.connect(), other.connect()]);
});

afterAll(async () => {
  await Promise.all([session.end(), other.end()]);
  await database.drop();
});

describe.each(Object.entries(serverCases))(
  "what PostgreSQL does and locks is what is said of it: %s",
  (_about, cases) => {
    const here = cases.filter(({ since = 0, until = 99 }) => since <= major && major <= until);

    test.each(here.map((each) => [name(each), each] as const))("%s", async (_name, each) => {
      const { differences, rules } = await compare(each, { session, other, dialect, engine });
      for (const rule of rules) rulesRun.add(rule);
      expect(differences).toEqual([]);
    });
  },
);

test("every rule has been tried on the server, or says why it cannot be", () => {
  const missing = postgresRules.map(({ id }) => id).filter((id) => !rulesRun.has(id) && !(id in rulesNotRun));
  expect(missing).toEqual([]);
  expect(Object.keys(rulesNotRun).filter((id) => rulesRun.has(id))).toEqual([]);
});

function name({
  statement,
  setup = "",
  before = "",
}: {
  statement: string;
  setup?: string;
  before?: string;
}): string {
  const given = [setup.slice(-90), before].filter((text) => text !== "").join(" / ");
  return `${statement}${given === "" ? "" : ` [${given}]`}`.replaceAll(/[%\s]+/g, " ");
}
