/** Something that reads a table once, beside the plainest scan. */
export interface ScanContender {
  readonly name: string;
  /** Untimed, before. */
  readonly before?: readonly string[];
  readonly sql: string;
  /** Untimed: undoes it. */
  readonly after: readonly string[];
}

const dropKey = ["alter table facts drop constraint k"];

/** The first two are what the rates of a scan are fitted to: what `calibrate` measures of that class. */
export const scanContenders: readonly [ScanContender, ScanContender, ...ScanContender[]] = [
  {
    name: "SET NOT NULL",
    sql: "alter table facts alter column to_little set not null",
    after: ["alter table facts alter column to_little drop not null"],
  },
  {
    name: "CHECK (code <> '')",
    sql: "alter table facts add constraint k check (code <> '')",
    after: dropKey,
  },
  {
    name: "VALIDATE of that CHECK",
    before: ["alter table facts add constraint k check (code <> '') not valid"],
    sql: "alter table facts validate constraint k",
    after: dropKey,
  },
  {
    name: "FOREIGN KEY to an empty table",
    sql: "alter table facts add constraint k foreign key (to_nothing) references nothing (id)",
    after: dropKey,
  },
  {
    name: "FOREIGN KEY to 10 rows",
    sql: "alter table facts add constraint k foreign key (to_ten) references ten (id)",
    after: dropKey,
  },
  {
    name: "FOREIGN KEY to 1,000 rows",
    sql: "alter table facts add constraint k foreign key (to_little) references little (id)",
    after: dropKey,
  },
  {
    name: "FOREIGN KEY to a tenth of the rows",
    sql: "alter table facts add constraint k foreign key (to_medium) references medium (id)",
    after: dropKey,
  },
  {
    name: "FOREIGN KEY of a tenth of the rows to as many rows",
    sql: "alter table part add constraint k foreign key (to_large) references large (id)",
    after: ["alter table part drop constraint k"],
  },
  {
    name: "FOREIGN KEY of 1,000 rows to the largest table",
    sql: "alter table bit add constraint k foreign key (to_large) references large (id)",
    after: ["alter table bit drop constraint k"],
  },
  {
    name: "FOREIGN KEY to as many rows",
    sql: "alter table facts add constraint k foreign key (to_large) references large (id)",
    after: dropKey,
  },
  {
    name: "VALIDATE of a FOREIGN KEY to as many rows",
    before: ["alter table facts add constraint k foreign key (to_large) references large (id) not valid"],
    sql: "alter table facts validate constraint k",
    after: dropKey,
  },
  {
    name: "subquery that an index finds among 1,000 rows",
    sql: "select count((select max(id) from little where little.id = facts.to_little)) from facts",
    after: [],
  },
  {
    name: "subquery that an index finds among as many rows",
    sql: "select count((select title from large where large.id = facts.to_large)) from facts",
    after: [],
  },
  {
    name: "subquery that no index finds among 10 rows",
    sql: "select count((select max(id) from loose where loose.id = facts.to_ten)) from facts",
    after: [],
  },
  {
    name: "subquery that no index finds among 100 rows",
    sql: "select count((select max(id) from looser where looser.id = facts.to_ten)) from facts",
    after: [],
  },
  {
    name: "BRIN index",
    sql: "create index facts_brin on facts using brin (id)",
    after: ["drop index facts_brin"],
  },
  ...(
    [
      ["integers in their order", "id"],
      ["integers in the reverse order", "down"],
      ["integers in no order", "to_large"],
      ["text in its order", "serial"],
      ["text in no order", "code"],
    ] as const
  ).flatMap(([name, column]) =>
    ["", "CONCURRENTLY "].map((how) => ({
      name: `index ${how}on ${name}`,
      sql: `create index ${how}facts_ordered on facts (${column})`,
      after: ["drop index facts_ordered"],
    })),
  ),
];

/** Fills the tables: `to_little`, `to_medium` and `to_large` refer to tables of a thousand rows, of a tenth and of as many. */
export const createScanTables = (rows: number): readonly string[] => [
  "create table nothing (id integer primary key)",
  "create table ten (id integer primary key)",
  "insert into ten select generate_series(0, 9)",
  "create table loose as select * from ten",
  "create table looser as select generate_series(0, 99) as id",
  "create table little (id integer primary key)",
  "insert into little select generate_series(0, 999)",
  "create table medium (id integer primary key, title text)",
  `insert into medium select n, 'Title ' || n from generate_series(1, ${rows / 10}) as n`,
  "create table large (id integer primary key, title text)",
  `insert into large select n, 'Title ' || n from generate_series(1, ${rows}) as n`,
  "create table facts (id integer, to_little integer, to_medium integer, to_large integer, code text, title text, " +
    "to_nothing integer, to_ten integer, down integer, serial text)",
  `insert into facts select n, n * 7919::bigint % 1000, 1 + n * 104729::bigint % ${rows / 10}, ` +
    `1 + n * 104729::bigint % ${rows}, substr(md5(n::text), 1, 16), 'Title ' || n % 1000, ` +
    `null, n * 7919::bigint % 10, -n, lpad(n::text, 10, '0') ` +
    `from generate_series(1, ${rows}) as n`,
  `create table part as select * from facts where id <= ${rows / 10}`,
  "create table bit as select * from facts where id <= 1000",
  "vacuum analyze",
];
