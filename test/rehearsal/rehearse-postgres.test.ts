import { describe, expect, test } from "vitest";
import type { DatabaseFacts } from "../../src/migrations/database-facts.js";
import { parseEngine } from "../../src/migrations/engine.js";
import { estimateMigrations } from "../../src/migrations/estimate-migrations.js";
import { createRehearsal } from "../../src/rehearsal/create-rehearsal.js";
import { tableFacts } from "../migrations/table-facts.js";
import { emptyDatabaseInMemory } from "../support/embedded-database.js";

/** The embedded database needs seconds to start, and many more on a busy machine. */
const limitMs = 120_000;

const whole = { notNull: [], indexes: {}, checks: {} };
const facts: DatabaseFacts = {
  takenAt: null,
  engine: null,
  appliedMigrations: [],
  domains: { stars: "integer check (value between 1 and 5)" },
  memoryBytes: null,
  tables: {
    calls: tableFacts({
      ...whole,
      rows: 10_000_000,
      bytes: 1e9,
      columns: {
        id: "bigint",
        status: "character varying(50)",
        amount: "integer",
        user_id: "bigint",
        email: "citext",
        note: "text",
      },
      notNull: ["id"],
      indexes: { calls_pkey: ["id"], calls_lower: ["lower((status)::text)"] },
      checks: { note_ck: { expr: "(note IS NOT NULL)", validated: true } },
    }),
    users: tableFacts({
      ...whole,
      rows: 1_000_000,
      bytes: 1e8,
      columns: { id: "bigint", mood: "mood" },
      indexes: { users_pkey: ["id"] },
    }),
    events: tableFacts({ ...whole, rows: 5, columns: { id: "bigint" }, kind: "partitioned table" }),
  },
};

async function rehearse(
  sql: string | readonly string[],
  {
    engine = "postgres 18",
    known = facts,
    schema = null,
  }: { engine?: string; known?: DatabaseFacts | null; schema?: string | null } = {},
) {
  const files = [sql].flat().map((text, index) => ({ path: `${index + 1}.sql`, text }));
  return estimateMigrations({
    files,
    engine: parseEngine(engine),
    facts: known,
    schema,
    rehearse: createRehearsal({ limitMs, emptyPostgres: await emptyDatabaseInMemory() }),
  });
}

test(
  "what the copy shows stands beside each operation, and what fails is named with its line",
  async () => {
    const [first, second] = await rehearse([
      `alter table calls alter note set not null;
alter table calls alter amount type bigint, add x int default 5;
create index concurrently on calls (email);
alter table calls add foreign key (user_id) references users (id);
create index on public.users (id);
alter table calls alter status type varchar(100);
alter table users add score stars;
create table fresh (id int primary key);
alter table fresh add y int;
update calls set amount = 1;
alter table events add z int;
create extension postgis;`,
      `alter table calls drop column x;`,
    ]);
    const said = first!.operations.map(({ line, cost, lock, note }) => [
      line,
      cost,
      lock,
      /(?:Rehearsed|Not rehearsed).*/.exec(note)?.[0] ?? null,
    ]);
    const confirmed = "Rehearsed on PostgreSQL 18: confirmed.";
    const partly = "Rehearsed on PostgreSQL 18, as far as the table is known.";
    expect(said).toEqual([
      [1, "instant", "ACCESS EXCLUSIVE", confirmed],
      [2, "rewrite", "ACCESS EXCLUSIVE", confirmed],
      [2, "instant", "ACCESS EXCLUSIVE", confirmed],
      [3, "index", "SHARE UPDATE EXCLUSIVE", confirmed],
      [4, "scan", "SHARE ROW EXCLUSIVE", confirmed],
      [5, "index", "SHARE", partly],
      [6, "index", "ACCESS EXCLUSIVE", confirmed],
      [7, "rewrite", "ACCESS EXCLUSIVE", partly],
      [8, "instant", null, "Rehearsed on PostgreSQL 18."],
      [9, "instant", "ACCESS EXCLUSIVE", "Rehearsed on PostgreSQL 18."],
      [10, "dml", "ROW EXCLUSIVE", null],
      [11, "instant", "ACCESS EXCLUSIVE", "Not rehearsed: what is known of events is too little to copy it."],
      [
        12,
        "instant",
        null,
        expect.stringMatching(/^Not rehearsed: the copy says that extension "postgis" is not available/),
      ],
    ]);
    expect(first!.rehearsal).toBe(
      "9 of 11 statements rehearsed on an empty copy of the schema in PostgreSQL 18",
    );
    // The second file finds what the first has made.
    expect(second!.operations[0]).toMatchObject({
      cost: "instant",
      note: expect.stringContaining("confirmed") as string,
    });
  },
  limitMs,
);

test(
  "a missing column or table fails; what rests on something that was left out says nothing",
  async () => {
    const migrations = await rehearse([
      "\nalter table calls drop column nope;",
      "alter table calls drop column nope_either;",
    ]);
    expect(migrations[0]!.operations).toMatchObject([
      {
        table: "calls",
        line: 2,
        cost: "unknown",
        seconds: null,
        note: `It fails on an empty copy of production's schema: column "nope" of relation "calls" does not exist`,
      },
    ]);
    expect(migrations[1]!.operations[0]).toMatchObject({
      cost: "instant",
      note: expect.stringContaining("Not rehearsed") as string,
    });
  },
  limitMs,
);

const dump = `
--
-- PostgreSQL database dump
--
\\restrict abc
SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', '', false);
CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
CREATE TYPE public.mood AS ENUM ('sad', 'ok');
CREATE TABLE public.people (id bigint NOT NULL, name character varying(20), mood public.mood, email public.citext);
ALTER TABLE public.people OWNER TO somebody;
CREATE SEQUENCE public.people_id_seq START WITH 1;
ALTER TABLE ONLY public.people ALTER COLUMN id SET DEFAULT nextval('public.people_id_seq'::regclass);
CREATE VIEW public.names AS SELECT name FROM public.people;
ALTER TABLE ONLY public.people ADD CONSTRAINT people_pkey PRIMARY KEY (id);
CREATE TABLE public.pets (id bigint, person_id bigint, "ownerId" bigint);
ALTER TABLE ONLY public.pets ADD CONSTRAINT "pets_ownerId_key" UNIQUE ("ownerId");
ALTER TABLE ONLY public.pets ADD CONSTRAINT pets_person_fk FOREIGN KEY (person_id) REFERENCES public.people(id);
CREATE TABLE public.logs (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE public.logs_1 PARTITION OF public.logs FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
SET search_path TO "$user", public;
INSERT INTO schema_migrations (version) VALUES ('1');
\\unrestrict abc
`;

describe("with a dump of the schema", () => {
  const rowsOnly: DatabaseFacts = {
    ...facts,
    domains: {},
    tables: { people: tableFacts({ rows: 1_000_000 }) },
  };

  test(
    "the rules of an older version know the columns; views and foreign keys count",
    async () => {
      const [first] = await rehearse(
        `alter table people alter id type numeric;
alter table pets drop constraint pets_person_fk;
alter table people add unique (email);
alter table logs add note text;
alter table people alter name type varchar(40);
delete from pets where "ownerId" = 5;`,
        { engine: "postgres 14", known: rowsOnly, schema: dump },
      );
      const { operations, rehearsal } = first!;
      expect(operations.map(({ line, cost }) => [line, cost])).toEqual([
        [1, "rewrite"],
        [2, "instant"],
        [3, "index"],
        [4, "instant"],
        [5, "unknown"],
        [6, "dml"],
      ]);
      expect(operations[5]!.note).toContain("A few rows are found by a unique key");
      expect(operations[1]).toMatchObject({ table: "pets" });
      expect(operations[4]!.note).toContain("cannot alter type of a column used by a view or rule");
      expect(rehearsal).toMatch(/in PostgreSQL 18, which is not production's version/);
    },
    limitMs,
  );

  test(
    "a table that it does not have is missing in production",
    async () => {
      const [first] = await rehearse("alter table ghosts add a int;", { known: null, schema: dump });
      expect(first!.operations[0]).toMatchObject({
        cost: "unknown",
        note: expect.stringContaining('relation "ghosts" does not exist') as string,
      });
    },
    limitMs,
  );
});

test("nothing is loaded where there is nothing to rehearse", async () => {
  const [rowsOnly] = await rehearse("update calls set amount = 1; alter table unknown_here add a int");
  const [mysql] = await rehearse("alter table calls add x int", { engine: "mysql 8.0" });
  expect([rowsOnly!.rehearsal, mysql!.rehearsal]).toEqual([undefined, undefined]);
});

test(
  "broken, binary and deeply nested text neither ends a rehearsal nor hides what can be read",
  async () => {
    const [broken, good] = await rehearse([
      `alter table calls add colum x int;
\u0000\u0001\u0002 not sql;
create index on calls ((${"(".repeat(3_000)}amount${")".repeat(3_000)}));
alter table calls alter column`,
      "alter table calls alter amount type bigint;",
    ]);
    expect(broken!.operations.some(({ cost }) => cost === "unknown")).toBe(true);
    expect(good!.operations[0]).toMatchObject({
      cost: "rewrite",
      note: expect.stringContaining("confirmed") as string,
    });
  },
  limitMs,
);
