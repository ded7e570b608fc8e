import { describe, expect, test } from "vitest";
import { brief, classify, factsOf } from "./classify.js";

/** What against-mariadb.test.ts sees on one version, and what other versions do, without a server. */
const facts = factsOf({
  t: {
    engine: "InnoDB",
    charset: "latin1",
    rowFormat: "Dynamic",
    fulltextIndexes: [],
    notNull: ["id"],
    columns: {
      id: "bigint(20)",
      a: "int(11)",
      v: "varchar(100)",
      w: "varchar(200)",
      g: "int(11) VIRTUAL GENERATED",
    },
    indexes: { PRIMARY: ["id"] },
  },
  old: { rowFormat: "Redundant", columns: { a: "int(11)" }, notNull: ["a"], indexes: {} },
});

describe("MariaDB", () => {
  test.each([
    ["alter table t add column z int", "instant", "instant"],
    ["alter table t add column z int first", "rewrite blocks w", "rewrite"],
    ["alter table t drop column a", "instant", "instant"],
    ["alter table t modify a int first", "instant", "instant"],
    ["alter table t modify v varchar(300)", "instant", "instant"],
    ["alter table t modify w varchar(300)", "rewrite blocks w", "rewrite"],
    ["alter table t modify a int not null", "rewrite", "rewrite"],
    ["alter table old modify a int null", "instant", "instant"],
    ["alter table t modify a bigint", "rewrite blocks w", "rewrite"],
    ["alter table t add check (a > 0)", "rewrite blocks w", "rewrite"],
    ["alter table t add column z int check (z > 0)", "instant", "instant"],
    ["alter table t add column if not exists z int", "instant", "instant"],
    ["alter table if exists t drop index if exists i", "instant", "instant"],
    ["alter table t add foreign key (a) references p (id)", "rewrite blocks w", "rewrite blocks w"],
    ["alter table t add column z int auto_increment unique", "rewrite blocks w", "rewrite blocks w"],
    ["alter table t engine = Aria", "rewrite blocks w", "rewrite blocks w"],
    ["alter table t add system versioning", "rewrite blocks w", "rewrite"],
    ["alter table t wait 5 add column z int", "instant", "instant"],
    ["create or replace index z on t (a)", "index", "index"],
    ["create sequence s start with 1", "instant", "instant"],
    ["drop sequence if exists s", "instant", "instant"],
    ["create or replace table z (id uuid default uuid(), i inet6, x int invisible)", "instant", "instant"],
    ["set statement max_statement_time = 1 for alter table t add column z int", "instant", "instant"],
    ["delete from t where id = 1 returning a", "dml", "dml"],
    ["analyze table t persistent for all", "scan", "scan"],
    ["begin not atomic select 1; end", "unknown blocks rw", "unknown blocks rw"],
  ])("%s", async (sql, older, newer) => {
    for (const engine of ["mariadb 10.6", "mariadb 10.11", "mariadb 11.1"]) {
      expect([engine, ...(await classify(engine, sql, facts)).map(brief)]).toEqual([engine, older]);
    }
    for (const engine of ["mariadb 11.2", "mariadb 11.8", "mariadb 12.0"]) {
      expect([engine, ...(await classify(engine, sql, facts)).map(brief)]).toEqual([engine, newer]);
    }
  });
});
