import { statements, type ServerCase } from "./server-case.js";

export const indexCases: readonly ServerCase[] = [
  ...statements(
    "create index on t (a)",
    "create unique index on t (a)",
    "create index on t (lower(x)) where a > 1",
    "create index on t using gin (to_tsvector('simple', x))",
    "create index on t using brin (a)",
    "drop index i",
    "alter index i rename to j",
    "alter index i set (fillfactor = 50)",
    "reindex index i",
    "reindex table t",
    "cluster t using i",
    "analyze t",
    "create index if not exists i on t (a)",
  ).map((each) => (/\bi\b/.test(each.statement) ? { ...each, setup: "create index i on t (a)" } : each)),
  { setup: "create index i on t (a)", statement: "alter index i rename to j", since: 12 },
  { statement: "create index concurrently on t (a)", alone: true },
  { statement: "create unique index concurrently on t (a)", alone: true },
  { setup: "create index i on t (a)", statement: "drop index concurrently i", alone: true },
  { setup: "create index i on t (a)", statement: "reindex index concurrently i", alone: true, since: 12 },
  { setup: "create index i on t (a)", statement: "reindex table concurrently t", alone: true, since: 12 },
  { statement: "vacuum full t", alone: true },
  { statement: "vacuum t", alone: true },
];

export const dataCases: readonly ServerCase[] = [
  ...statements(
    "insert into t (id, n) values (10, 1)",
    "insert into u select id + 10, a from t",
    "insert into u (id) values (7) on conflict do nothing",
    "update t set a = 1",
    "update t set a = 1 where n > 2",
    "update t set a = 1 where id = 2",
    "update t set a = 1 from u where u.t_id = t.id",
    "delete from t",
    "delete from t where id in (1, 2)",
    "delete from t where n > 2",
    "delete from t using u where u.t_id = t.id",
    "with d as (delete from t returning id) insert into u select id + 10, id from d",
    "with d as (update t set a = 3 returning id) select count(*) from d",
    "copy (select * from t) to '/dev/null'",
  ),
  {
    statement:
      "merge into u using t on u.id = t.id when matched then update set t_id = 3 when not matched then insert values (t.id, 1)",
    since: 15,
  },
];
