#!/bin/sh
# Prints the row-count file of a PostgreSQL database (11 or newer), for Pre-Deploy Checker:
#
#   DATABASE_URL=postgres://row_counts:password@replica.example.com/app ./postgres.sh > rows.json
#
# The account needs no right on any table. So that migrations which were run ahead of a deploy are known, name a query
# for them (and grant it):  APPLIED_MIGRATIONS_SQL='select version from schema_migrations'
set -eu
: "${DATABASE_URL:?name the database: DATABASE_URL=postgres://account:password@host/database}"
history=${APPLIED_MIGRATIONS_SQL:-select null where false}

psql "$DATABASE_URL" --no-psqlrc --quiet --no-align --tuples-only --set=ON_ERROR_STOP=1 \
  --set=history="$history" <<'SQL'
begin transaction read only;
set local statement_timeout = '60s';
set local lock_timeout = '2s';
with recursive
stored as (
  select c.oid, n.nspname, c.relname, c.relkind
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f')
    and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'),
-- A table with its partitions, and theirs; or with those that inherit from it.
tree (root, oid) as (
  select oid, oid from stored
  union
  select tree.root, i.inhrelid from tree join pg_inherits i on i.inhparent = tree.oid),
measured as (
  select tree.root, c.reltuples, c.relpages, pg_table_size(c.oid) as heap, pg_total_relation_size(c.oid) as total,
    pg_stat_get_mod_since_analyze(c.oid) as changed
  from tree join pg_class c on c.oid = tree.oid and c.relkind in ('r', 'm')),
sizes as (
  select root, sum(heap) as heap, sum(total) as total, sum(changed) as changed,
    -- -1: never analysed. Unknown is not zero, but an empty file is.
    case when bool_or(heap > 0 and (reltuples < 0 or reltuples = 0 and relpages = 0)) then -1
      else sum(greatest(reltuples, 0))::bigint end as tuples
  from measured group by root),
column_facts as (
  select attrelid, json_object_agg(attname, format_type(atttypid, atttypmod) order by attnum) as columns,
    coalesce(json_agg(attname order by attnum) filter (where attnotnull and not exists (
      select from pg_constraint p
      where p.conrelid = attrelid and p.contype = 'n' and not p.convalidated and p.conkey[1] = attnum)), '[]') as required
  from pg_attribute join stored on stored.oid = attrelid
  where attnum > 0 and not attisdropped group by attrelid),
index_facts as (
  select i.indrelid, json_object_agg(ic.relname, (
      select json_agg(case when k.attnum = 0 then pg_get_indexdef(i.indexrelid, k.place::int, true)
        else a.attname::text end order by k.place)
      from unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
      left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where k.place <= i.indnkeyatts)) as indexes,
    coalesce(json_object_agg(ic.relname, pg_get_expr(i.indpred, i.indrelid, true))
      filter (where i.indpred is not null), '{}') as partial,
    -- By which no row is found by its first column's value.
    coalesce(json_agg(ic.relname order by ic.relname) filter (where not i.indisvalid or am.amname = 'brin' or not exists (
      select from pg_opclass oc join pg_amop ao on ao.amopfamily = oc.opcfamily
        join pg_operator o on o.oid = ao.amopopr and o.oprname = '='
      where oc.oid = i.indclass[0])), '[]') as unused
  from pg_index i join pg_class ic on ic.oid = i.indexrelid join pg_am am on am.oid = ic.relam
    join stored on stored.oid = i.indrelid
  group by i.indrelid),
check_facts as (
  select conrelid, json_object_agg(conname,
      json_build_object('expr', pg_get_expr(conbin, conrelid, true), 'validated', convalidated)) as checks
  from pg_constraint join stored on stored.oid = conrelid where contype = 'c' group by conrelid),
-- Of columns that the account may read.
order_facts as (
  select stored.oid, json_object_agg(s.attname, s.correlation::numeric(3, 2) order by s.attname) as correlations
  from stored join pg_stats s on s.schemaname = stored.nspname and s.tablename = stored.relname
  where s.correlation is not null and not s.inherited group by stored.oid),
tables as (
  select coalesce(json_object_agg(format('%I.%I', s.nspname, s.relname), json_build_object(
      'rows', z.tuples, 'bytes', z.total, 'heapBytes', z.heap, 'changedSinceAnalysed', z.changed,
      'columns', coalesce(c.columns, '{}'), 'notNull', coalesce(c.required, '[]'),
      'indexes', coalesce(i.indexes, '{}'), 'partialIndexes', coalesce(i.partial, '{}'),
      'unusedIndexes', coalesce(i.unused, '[]'), 'checks', coalesce(k.checks, '{}'),
      'correlations', o.correlations, 'kind', case s.relkind when 'p' then 'partitioned table' when 'v' then 'view'
        when 'm' then 'materialized view' when 'f' then 'foreign table' end)), '{}') as facts
  from stored s
  left join sizes z on z.root = s.oid
  left join column_facts c on c.attrelid = s.oid
  left join index_facts i on i.indrelid = s.oid
  left join check_facts k on k.conrelid = s.oid
  left join order_facts o on o.oid = s.oid),
domain_facts as (
  select coalesce(json_object_agg(t.typname, format_type(t.typbasetype, t.typtypmod)
    || coalesce(' default ' || t.typdefault, '') || case when t.typnotnull then ' not null' else '' end
    || coalesce((select string_agg(' ' || pg_get_constraintdef(c.oid, true), '')
      from pg_constraint c where c.contypid = t.oid and c.contype = 'c'), '')), '{}') as domains
  from pg_type t join pg_namespace n on n.oid = t.typnamespace
  where t.typtype = 'd' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_')
select json_build_object(
  'takenAt', to_char(now() at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
  'engine', 'postgres ' || split_part(current_setting('server_version'), ' ', 1),
  'memoryBytes', pg_size_bytes(current_setting('shared_buffers')),
  'appliedMigrations', (select coalesce(json_agg(name::text), '[]') from (:history) as history (name)),
  'tables', tables.facts, 'domains', domain_facts.domains)
from tables, domain_facts;
rollback;
SQL
