import { copyOf, type CalibrationPlan, type TimedOperation } from "../timed-operation.js";

const createTable: CalibrationPlan["createTable"] = ({ name, width }) => [
  `create table ${name} (id integer, customer integer, amount integer, code varchar(40), title varchar(100), ` +
    `created timestamp${width === "wide" ? ", body text, note varchar(300)" : ""})`,
  // The server's own housekeeping would run into what is timed.
  `alter table ${name} set (autovacuum_enabled = false)`,
];

const addIndexes: CalibrationPlan["addIndexes"] = ({ name, indexes }) =>
  indexes === 0
    ? []
    : [
        `alter table ${name} add primary key (id)`,
        `create index ${name}_customer on ${name} (customer)`,
        `create index ${name}_code on ${name} (code)`,
      ];

const newIndex = "calibrated_ix";
const dropIndex = () => [`drop index ${newIndex}`];
/** GIN takes some 10 microseconds a row and more. */
const mostFulltextRows = 200_000;

const operations: readonly TimedOperation[] = [
  {
    class: "scan",
    sql: ({ name }) => `alter table ${name} alter column customer set not null`,
    after: ({ name }) => [`alter table ${name} alter column customer drop not null`],
    maintainsIndexes: false,
  },
  {
    class: "scan",
    // Costs two or three times as much of each row as "is it null": checks that people add lie between.
    sql: ({ name }) => `alter table ${name} add constraint calibrated check (code <> '')`,
    after: ({ name }) => [`alter table ${name} drop constraint calibrated`],
    maintainsIndexes: false,
  },
  {
    // Rows lie in this order already, which takes half as long as to sort them.
    class: "index",
    sql: ({ name }) => `create index ${newIndex} on ${name} (created)`,
    after: dropIndex,
    maintainsIndexes: false,
  },
  {
    class: "index",
    sql: ({ name }) => `create index ${newIndex} on ${name} (amount)`,
    after: dropIndex,
    maintainsIndexes: false,
  },
  {
    class: "index-text",
    sql: ({ name }) => `create index ${newIndex} on ${name} (code)`,
    after: dropIndex,
    maintainsIndexes: false,
  },
  {
    class: "index-concurrently",
    sql: ({ name }) => `create index concurrently ${newIndex} on ${name} (amount)`,
    after: dropIndex,
    maintainsIndexes: false,
  },
  {
    // Like "index": its rates stand between rows in order and rows in none.
    class: "index-concurrently",
    sql: ({ name }) => `create index concurrently ${newIndex} on ${name} (created)`,
    after: dropIndex,
    maintainsIndexes: false,
  },
  {
    class: "index-fulltext",
    sql: ({ name }) =>
      `create index ${newIndex} on ${name} using gin (to_tsvector('simple', code || ' ' || title))`,
    after: dropIndex,
    maintainsIndexes: false,
    mostRows: mostFulltextRows,
  },
  {
    class: "rewrite",
    sql: ({ name }) => `alter table ${name} alter column amount type bigint`,
    maintainsIndexes: true,
  },
  {
    class: "insert",
    before: (table) => {
      const copy = { ...table, name: copyOf(table) };
      return [...createTable(copy), ...addIndexes(copy)];
    },
    sql: (table) => `insert into ${copyOf(table)} select * from ${table.name}`,
    maintainsIndexes: true,
  },
  {
    class: "delete",
    sql: (table) => `delete from ${copyOf(table)}`,
    after: (table) => [`drop table ${copyOf(table)}`],
    maintainsIndexes: false,
  },
  // Last: it leaves the table twice as large. No page has room for a new version of its rows, so that all indexes are
  // written to, as on most tables.
  { class: "update", sql: ({ name }) => `update ${name} set amount = amount + 1`, maintainsIndexes: true },
];

/** PostgreSQL 11 to 18. */
export const postgresPlan: CalibrationPlan = {
  createTable,
  fill: ({ name, width }, from, to) => {
    const wide = width === "wide" ? ", repeat(md5(n::text), 12), repeat(md5((n + 1)::text), 4)" : "";
    return (
      `insert into ${name} select n, (n * 7919::bigint % 99991)::integer, (n * 104729::bigint % 1000003)::integer, ` +
      `substr(md5(n::text), 1, 16), 'Title ' || n % 1000, timestamp '2020-01-01' + n * interval '37 seconds'${wide} ` +
      `from generate_series(${from}, ${to}) as n`
    );
  },
  addIndexes,
  operations,
  dropTable: (table) => [`drop table if exists ${copyOf(table)}`, `drop table if exists ${table.name}`],
};
