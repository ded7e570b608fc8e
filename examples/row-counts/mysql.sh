#!/bin/sh
# Prints the row-count file of a MySQL (5.7.22 or newer) or MariaDB (10.6 or newer) database, for Pre-Deploy Checker:
#
#   ./mysql.sh --host=replica.example.com --user=row_counts app > rows.json
#
# The arguments are those of the client, the database's name the last; put the password into ~/.my.cnf. So that
# migrations which were run ahead of a deploy are known, name a query for them (and grant it):
# APPLIED_MIGRATIONS_SQL='select version as name from schema_migrations'. MYSQL names another client: MYSQL=mariadb
set -eu
history=${APPLIED_MIGRATIONS_SQL:-select null as name from dual where 1 = 0}

${MYSQL:-mysql} "$@" --batch --raw --skip-column-names --default-character-set=utf8mb4 <<SQL
set session transaction read only;
set session group_concat_max_len = 1000000000 /*!80000 , session information_schema_stats_expiry = 0 */;
select json_object(
  'takenAt', date_format(utc_timestamp(), '%Y-%m-%dT%H:%i:%sZ'),
  'engine', concat(if(version() like '%MariaDB%', 'mariadb ', 'mysql '), substring_index(version(), '-', 1)),
  'memoryBytes', @@innodb_buffer_pool_size,
  'appliedMigrations', json_extract((
    select concat('[', coalesce(group_concat(json_quote(convert(name using utf8mb4))), ''), ']') from ($history) as history), '$'),
  'tables', json_extract((
    select concat('{', coalesce(group_concat(json_quote(table_key), ':', facts), ''), '}') from (
      -- A dot would be read as the end of a schema's name: such names go into quotes.
      select if(t.TABLE_NAME regexp '[."]', concat('"', replace(t.TABLE_NAME, '"', '""'), '"'), t.TABLE_NAME) as table_key,
        json_object(
        'rows', if(t.TABLE_TYPE = 'VIEW', null, t.TABLE_ROWS),
        'bytes', t.DATA_LENGTH + t.INDEX_LENGTH, 'heapBytes', t.DATA_LENGTH,
        'columns', json_extract(c.columns, '$'), 'notNull', json_extract(c.required, '$'),
        'indexes', json_extract(coalesce(i.indexes, '{}'), '$'),
        'fulltextIndexes', json_extract(coalesce(i.fulltext_indexes, '[]'), '$'),
        'unusedIndexes', json_extract(coalesce(i.unused_indexes, '[]'), '$'),
        'engine', t.ENGINE, 'charset', substring_index(t.TABLE_COLLATION, '_', 1), 'rowFormat', t.ROW_FORMAT,
        'kind', case when t.TABLE_TYPE = 'VIEW' then 'view'
          when t.CREATE_OPTIONS like '%partitioned%' then 'partitioned table' end) as facts
      from information_schema.TABLES t
      left join (
        select TABLE_NAME,
          concat('{', group_concat(json_quote(COLUMN_NAME), ':', json_quote(COLUMN_TYPE) order by ORDINAL_POSITION), '}') as columns,
          concat('[', coalesce(group_concat(if(IS_NULLABLE = 'NO', json_quote(COLUMN_NAME), null)), ''), ']') as required
        from information_schema.COLUMNS where TABLE_SCHEMA = database() group by TABLE_NAME) c
        on c.TABLE_NAME = t.TABLE_NAME
      left join (
        select TABLE_NAME, concat('{', group_concat(json_quote(INDEX_NAME), ':', parts), '}') as indexes,
          concat('[', coalesce(group_concat(if(INDEX_TYPE = 'FULLTEXT', json_quote(INDEX_NAME), null)), ''), ']') as fulltext_indexes,
          concat('[', coalesce(group_concat(if(INDEX_TYPE in ('SPATIAL', 'RTREE') or hidden, json_quote(INDEX_NAME), null)), ''), ']') as unused_indexes
        from (
          -- MySQL 8.0 has invisible indexes, MariaDB ignored ones.
          select TABLE_NAME, INDEX_NAME, max(INDEX_TYPE) as INDEX_TYPE,
            max(0 /*!80000 + (IS_VISIBLE = 'NO') */ /*M!100600 + (IGNORED = 'YES') */) as hidden,
            concat('[', group_concat(json_quote(coalesce(COLUMN_NAME, '(expression)')) order by SEQ_IN_INDEX), ']') as parts
          from information_schema.STATISTICS where TABLE_SCHEMA = database() group by TABLE_NAME, INDEX_NAME) p
        group by TABLE_NAME) i
        on i.TABLE_NAME = t.TABLE_NAME
      where t.TABLE_SCHEMA = database() and t.TABLE_TYPE in ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW')) described), '$'));
SQL
