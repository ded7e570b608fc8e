import { Kysely, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStore } from "../../src/store/create-store.js";
import { migrate } from "../../src/store/migrate.js";
import { migrations } from "../../src/store/migrations/index.js";
import type { Schema } from "../../src/store/schema.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres/create-test-database.js";

const id = 600_000_000_000;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 10, minute)).toISOString();
const detail = {
  finding: "f",
  check: "issue-status",
  subject: { type: "issue", id: "STORY-1" },
  reason: "Agreed",
  until: null,
  target: "web",
  sha: "a".repeat(40),
  personId: 7,
  repository: "acme/web",
};

let place: TestDatabase;
let kysely: Kysely<Schema>;

beforeAll(async () => {
  place = await createTestDatabase();
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  kysely = new Kysely({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: place.url, types }) }),
  });
});
afterAll(async () => {
  await kysely.destroy();
  await place.drop();
});

test("what was there before the history and the audit log is in them", async () => {
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db: kysely, provider }).migrateTo("0004-approvals");
  expect(error).toBeUndefined();
  const heads = ["a", "b", "b"].map((digit) => digit.repeat(40));
  for (const [minute, head] of heads.entries())
    await sql`
      insert into evaluation (repository_id, target, ref, head_sha, state, summary, at, report)
      values (${id}, 'web', 'refs/heads/deploy', ${head}, 'success', 'OK', ${at(minute)}, '')`.execute(
      kysely,
    );
  await sql`
    insert into deploy (repository_id, target, ref, head_sha, state, pushed_at, evaluated_at, has_problems, open,
      shipped_at, shipped_as)
    values (${id}, 'web', 'refs/heads/deploy', ${"b".repeat(40)}, 'success', ${at(0)}, ${at(2)}, false, false,
      ${at(9)}, ${"c".repeat(40)})`.execute(kysely);
  for (const [action, what] of [
    ["approved", detail],
    ["withdrew", { finding: "f", target: "web", personId: 8 }],
    ["wrote a status of ours", { context: "x" }],
  ] as const)
    await sql`
      insert into audit (at, actor, action, repository_id, detail)
      values (${at(3)}, 'ada', ${action}, ${id}, ${JSON.stringify(what)}::jsonb)`.execute(kysely);

  await migrate(kysely);

  const store = createStore(kysely);
  const history = await store.history(id, "web", { limit: 10 });
  expect(
    history.map(({ headSha, previous, shipped, outline }) => [
      headSha[0],
      previous?.headSha[0],
      shipped,
      outline,
    ]),
  ).toEqual([
    ["b", "b", { at: at(9), as: "c".repeat(40) }, null],
    ["b", "a", null, null],
    ["a", undefined, null, null],
  ]);
  expect((await store.historyPoints(id, "web", at(0))).map(({ commits }) => commits)).toEqual([
    null,
    null,
    null,
  ]);
  const { target, personId, repository: _name, subject, ...rest } = detail;
  expect(await store.auditLines(id, {}, { limit: 10 })).toMatchObject([
    { action: "wrote a status of ours", personId: null, target: null, detail: { context: "x" } },
    { action: "withdrew", personId: 8, target: "web", detail: { finding: "f" } },
    { action: "approved", login: "ada", personId, target, detail: { ...rest, subject: subject.id } },
  ]);
});
