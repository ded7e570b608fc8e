import { copyOf, type CalibrationPlan, type TimedOperation } from "../timed-operation.js";

const newIndex = "calibrated_ix";
const dropIndex = ({ name }: { readonly name: string }) => [`drop index ${newIndex} on ${name}`];
/** InnoDB takes some 20 microseconds a row and more. */
const mostFulltextRows = 100_000;

const operations: readonly TimedOperation[] = [
  // No column of it is indexed.
  {
    class: "scan",
    sql: ({ name }) => `select count(*) from ${name} where title = 'none'`,
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
    class: "rewrite",
    sql: ({ name }) => `alter table ${name} force, algorithm=inplace`,
    maintainsIndexes: true,
  },
  {
    class: "copy",
    sql: ({ name }) => `alter table ${name} modify amount bigint, algorithm=copy`,
    maintainsIndexes: true,
  },
  {
    class: "insert",
    before: (table) => [`create table ${copyOf(table)} like ${table.name}`],
    sql: (table) => `insert into ${copyOf(table)} select * from ${table.name}`,
    maintainsIndexes: true,
  },
  {
    class: "delete",
    sql: (table) => `delete from ${copyOf(table)}`,
    after: (table) => [`drop table ${copyOf(table)}`],
    maintainsIndexes: true,
  },
  // These leave the table larger than it was. Only an index with a changed column is written to, none and one of them;
  // what is estimated knows only how many the table has.
  { class: "update", sql: ({ name }) => `update ${name} set amount = amount + 1`, maintainsIndexes: true },
  {
    class: "update",
    sql: ({ name }) => `update ${name} set customer = customer + 1`,
    maintainsIndexes: true,
  },
  // The second one: the first also rebuilds the table, for a hidden column that all of them use.
  {
    class: "index-fulltext",
    before: ({ name }) => [`create fulltext index ${name}_title on ${name} (title)`],
    sql: ({ name }) => `create fulltext index ${newIndex} on ${name} (code)`,
    maintainsIndexes: false,
    mostRows: mostFulltextRows,
  },
];

const digit =
  "select 0 d union all " + [1, 2, 3, 4, 5, 6, 7, 8, 9].map((d) => `select ${d}`).join(" union all ");
const digits = 5;
/** Numbers from 0 to 99,999: neither engine of all versions has a table of numbers in common. */
const numbers =
  `select ${Array.from({ length: digits }, (_, at) => `d${at}.d * ${10 ** at}`).join(" + ")} as n from ` +
  Array.from({ length: digits }, (_, at) => `(${digit}) d${at}`).join(" cross join ");

/** MySQL 5.7 and newer, MariaDB 10.6 and newer. */
export const mysqlPlan: CalibrationPlan = {
  createTable: ({ name, width }) => [
    `create table ${name} (id int not null primary key, customer int, amount int, code varchar(40), ` +
      `title varchar(100), created datetime${width === "wide" ? ", body varchar(1000), note varchar(300)" : ""}) ` +
      "engine=InnoDB default charset=utf8mb4",
  ],
  fill: ({ name, width }, from, to) => {
    const wide = width === "wide" ? ", repeat(md5(n), 12), repeat(md5(n + 1), 4)" : "";
    return (
      `insert into ${name} select n, n * 7919 % 99991, n * 104729 % 1000003, substr(md5(n), 1, 16), ` +
      `concat('Title ', n % 1000), timestamp '2020-01-01 00:00:00' + interval n * 37 second${wide} ` +
      `from (select numbers.n + ${from} as n from (${numbers}) numbers) rows_to_write where n <= ${to} order by n`
    );
  },
  addIndexes: ({ name, indexes }) =>
    indexes === 0
      ? []
      : [
          `alter table ${name} add index ${name}_customer (customer), add index ${name}_code (code), ` +
            `add index ${name}_created (created)`,
        ],
  operations,
  dropTable: (table) => [`drop table if exists ${copyOf(table)}`, `drop table if exists ${table.name}`],
};
