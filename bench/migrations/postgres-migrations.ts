import type { TimedMigration } from "./timed-migration.js";

const dropIndex = () => ["drop index new_ix"];
const dropColumn = ({ name }: { readonly name: string }) => [`alter table ${name} drop column added`];
const dropConstraint = ({ name }: { readonly name: string }) => [`alter table ${name} drop constraint added`];

/** In an order in which each finds the table about as large as it was made; what leaves it larger comes last. */
export const postgresMigrations: readonly TimedMigration[] = [
  {
    name: "set not null",
    sql: ({ name }) => `alter table ${name} alter column customer set not null`,
    after: ({ name }) => [`alter table ${name} alter column customer drop not null`],
  },
  {
    name: "add check",
    sql: ({ name }) => `alter table ${name} add constraint added check (amount >= 0)`,
    after: dropConstraint,
  },
  {
    name: "validate check",
    before: ({ name }) => [`alter table ${name} add constraint added check (length(code) < 100) not valid`],
    sql: ({ name }) => `alter table ${name} validate constraint added`,
    after: dropConstraint,
  },
  {
    name: "add foreign key",
    before: () => [
      "drop table if exists customers",
      "create table customers (id integer primary key)",
      "insert into customers select n from generate_series(0, 99991) n",
      "analyze customers",
    ],
    sql: ({ name }) =>
      `alter table ${name} add constraint added foreign key (customer) references customers (id)`,
    after: (table) => [...dropConstraint(table), "drop table customers"],
  },
  { name: "index, integer", sql: ({ name }) => `create index new_ix on ${name} (amount)`, after: dropIndex },
  {
    name: "index, two columns",
    sql: ({ name }) => `create index new_ix on ${name} (customer, created)`,
    after: dropIndex,
  },
  {
    name: "unique index",
    sql: ({ name }) => `create unique index new_ix on ${name} (id)`,
    after: dropIndex,
  },
  {
    name: "add unique",
    sql: ({ name }) => `alter table ${name} add constraint added unique (id)`,
    after: dropConstraint,
  },
  { name: "index, text", sql: ({ name }) => `create index new_ix on ${name} (code)`, after: dropIndex },
  {
    name: "index, expression",
    sql: ({ name }) => `create index new_ix on ${name} (lower(code))`,
    after: dropIndex,
  },
  {
    name: "index, BRIN",
    sql: ({ name }) => `create index new_ix on ${name} using brin (created)`,
    after: dropIndex,
  },
  {
    name: "index concurrently, integer",
    sql: ({ name }) => `create index concurrently new_ix on ${name} (amount)`,
    after: dropIndex,
  },
  {
    name: "index concurrently, time",
    sql: ({ name }) => `create index concurrently new_ix on ${name} (created)`,
    after: dropIndex,
  },
  {
    name: "create table as",
    before: () => ["drop table if exists copied"],
    sql: ({ name }) => `create table copied as select * from ${name}`,
    after: () => ["drop table copied"],
  },
  {
    name: "add column, volatile default",
    sql: ({ name }) => `alter table ${name} add column added double precision default random()`,
    after: dropColumn,
  },
  {
    name: "add column, generated",
    sql: ({ name }) => `alter table ${name} add column added bigint generated always as (amount * 2) stored`,
    after: dropColumn,
  },
  { name: "integer to bigint", sql: ({ name }) => `alter table ${name} alter column amount type bigint` },
  {
    name: "varchar made shorter",
    sql: ({ name }) => `alter table ${name} alter column title type varchar(90)`,
  },
  {
    name: "insert select",
    before: ({ name, indexes }) => [
      "drop table if exists copied",
      `create table copied as select * from ${name} where false`,
      ...(indexes === 0
        ? []
        : [
            "alter table copied add primary key (id)",
            "create index on copied (customer)",
            "create index on copied (code)",
          ]),
      "alter table copied set (autovacuum_enabled = false)",
    ],
    sql: ({ name }) => `insert into copied select * from ${name}`,
    after: () => ["vacuum analyze copied"],
  },
  {
    // Not on the table itself: after one update it is twice as large, with room for the next.
    name: "update, text",
    sql: () => "update copied set title = upper(title)",
    after: () => ["vacuum analyze copied"],
  },
  { name: "delete", sql: () => "delete from copied", after: () => ["drop table copied"] },
  { name: "update, number", sql: ({ name }) => `update ${name} set amount = amount + 1` },
];
