import { expect, test } from "vitest";
import pg from "pg";
import { stableFunctions } from "../../../../../src/migrations/dialects/postgres/expressions/stable-functions.js";
import { createTestDatabase } from "../../../../support/postgres/create-test-database.js";

test("the functions that are taken for stable are so in every form that PostgreSQL has", async () => {
  const database = await createTestDatabase();
  const session = new pg.Client({ connectionString: database.url });
  await session.connect();
  try {
    const { rows } = await session.query<{ name: string }>(
      `select distinct proname as name from pg_proc
       where pronamespace = 'pg_catalog'::regnamespace and provolatile = 'v' and proname = any ($1)`,
      [[...stableFunctions]],
    );
    expect(rows).toEqual([]);
  } finally {
    await session.end();
    await database.drop();
  }
});
