import type { TimedMigration } from "./timed-migration.js";

const dropIndex = ({ name }: { readonly name: string }) => [`drop index new_ix on ${name}`];
const dropColumn = ({ name }: { readonly name: string }) => [
  `alter table ${name} drop column added, algorithm=instant`,
];

/** In an order in which each finds the table about as large as it was made; what leaves it larger comes last. */
export const mariadbMigrations: readonly TimedMigration[] = [
  { name: "index, integer", sql: ({ name }) => `create index new_ix on ${name} (amount)`, after: dropIndex },
  {
    name: "index, two columns",
    sql: ({ name }) => `create index new_ix on ${name} (customer, created)`,
    after: dropIndex,
  },
  {
    name: "unique index",
    sql: ({ name }) => `create unique index new_ix on ${name} (id, amount)`,
    after: dropIndex,
  },
  {
    name: "index, time",
    sql: ({ name }) => `alter table ${name} add index new_ix (created)`,
    after: dropIndex,
  },
  { name: "index, text", sql: ({ name }) => `create index new_ix on ${name} (code)`, after: dropIndex },
  {
    name: "index, title",
    sql: ({ name }) => `create index new_ix on ${name} (title(20))`,
    after: dropIndex,
  },
  {
    name: "two indexes at once",
    sql: ({ name }) => `alter table ${name} add index new_ix (amount), add index new_ix2 (created)`,
    after: ({ name }) => [`alter table ${name} drop index new_ix, drop index new_ix2`],
  },
  { name: "rebuild (force)", sql: ({ name }) => `alter table ${name} force` },
  { name: "optimize", sql: ({ name }) => `optimize table ${name}` },
  { name: "set not null", sql: ({ name }) => `alter table ${name} modify customer int not null` },
  { name: "row format", sql: ({ name }) => `alter table ${name} row_format=compact` },
  {
    name: "add foreign key",
    before: () => [
      "drop table if exists customers",
      "create table customers (id int primary key)",
      "insert into customers select seq from seq_0_to_99991",
      "analyze table customers",
    ],
    sql: ({ name }) =>
      `alter table ${name} add constraint added foreign key (customer) references customers (id)`,
    after: ({ name }) => [`alter table ${name} drop foreign key added`, "drop table customers"],
  },
  {
    name: "add check",
    sql: ({ name }) => `alter table ${name} add constraint added check (amount >= 0)`,
    after: ({ name }) => [`alter table ${name} drop constraint added`],
  },
  { name: "int to bigint", sql: ({ name }) => `alter table ${name} modify amount bigint` },
  { name: "varchar to text", sql: ({ name }) => `alter table ${name} modify title text` },
  {
    name: "add column, generated",
    sql: ({ name }) => `alter table ${name} add column added bigint as (amount * 2) stored`,
    after: dropColumn,
  },
  {
    name: "convert to character set",
    sql: ({ name }) => `alter table ${name} convert to character set utf8mb3`,
  },
  {
    name: "create table as",
    before: () => ["drop table if exists copied"],
    sql: ({ name }) => `create table copied as select * from ${name}`,
    after: () => ["drop table copied"],
  },
  {
    name: "insert select",
    before: ({ name }) => ["drop table if exists copied", `create table copied like ${name}`],
    sql: ({ name }) => `insert into copied select * from ${name}`,
    after: () => ["analyze table copied"],
  },
  { name: "delete", sql: () => "delete from copied", after: () => ["drop table copied"] },
  { name: "update, number", sql: ({ name }) => `update ${name} set amount = amount + 1` },
  { name: "update, text", sql: ({ name }) => `update ${name} set title = upper(title)` },
];
