import type pg from "pg";
import type { DatabaseFacts, TableFacts } from "../../../../../src/migrations/database-facts.js";

const columns = `
  select c.relname as table, c.relkind::text as kind, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
    a.attnotnull and not exists (
      select from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'n' and not k.convalidated and a.attnum = any (k.conkey)
    ) as "notNull"
  from pg_class c join pg_attribute a on a.attrelid = c.oid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm') and a.attnum > 0 and not a.attisdropped`;
const indexes = `
  select t.relname as table, c.relname as index,
    array(select pg_get_indexdef(i.indexrelid, n, true) from generate_series(1, i.indnkeyatts) n) as keys
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
  where t.relnamespace = 'public'::regnamespace`;
const checks = `
  select t.relname as table, k.conname as check, pg_get_constraintdef(k.oid) as expr, k.convalidated as validated
  from pg_constraint k join pg_class t on t.oid = k.conrelid
  where k.contype = 'c' and t.relnamespace = 'public'::regnamespace`;
const domains = `
  select t.typname as domain, format_type(t.typbasetype, t.typtypmod) as base,
    coalesce(string_agg(pg_get_constraintdef(k.oid), ' '), '') as checks
  from pg_type t left join pg_constraint k on k.contypid = t.oid
  where t.typtype = 'd' and t.typnamespace = 'public'::regnamespace group by t.oid, t.typname, t.typbasetype, t.typtypmod`;

interface ColumnRow {
  readonly table: string;
  readonly kind: string;
  readonly column: string;
  readonly type: string;
  readonly notNull: boolean;
}

interface IndexRow {
  readonly table: string;
  readonly index: string;
  readonly keys: readonly string[];
}

interface CheckRow {
  readonly table: string;
  readonly check: string;
  readonly expr: string;
  readonly validated: boolean;
}

interface DomainRow {
  readonly domain: string;
  readonly base: string;
  readonly checks: string;
}

/** What a row-count file would tell of this database. */
export async function serverFacts(session: pg.Client): Promise<DatabaseFacts> {
  const rows = async <Row>(sql: string): Promise<Row[]> => (await session.query(sql)).rows as Row[];
  const tables: Record<string, Mutable<TableFacts>> = {};
  for (const { table, kind, column, type, notNull } of await rows<ColumnRow>(columns)) {
    const facts = (tables[table] ??= noFacts(kind));
    facts.columns = { ...facts.columns, [column]: type };
    if (notNull) facts.notNull = [...(facts.notNull ?? []), column];
  }
  for (const { table, index, keys } of await rows<IndexRow>(indexes)) {
    const facts = tables[table];
    if (facts !== undefined) facts.indexes = { ...facts.indexes, [index]: keys };
  }
  for (const { table, check, expr, validated } of await rows<CheckRow>(checks)) {
    const facts = tables[table];
    if (facts !== undefined) facts.checks = { ...facts.checks, [check]: { expr: bare(expr), validated } };
  }
  const found = await rows<DomainRow>(domains);
  return {
    takenAt: null,
    engine: null,
    appliedMigrations: [],
    tables,
    domains: Object.fromEntries(found.map((each) => [each.domain, `${each.base} ${each.checks}`])),
    memoryBytes: null,
  };
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const kinds: Readonly<Record<string, string>> = { p: "partitioned table", m: "materialized view" };

function noFacts(kind: string): Mutable<TableFacts> {
  return {
    rows: 5,
    bytes: 8192,
    heapBytes: 8192,
    columns: {},
    indexes: {},
    notNull: [],
    checks: {},
    engine: null,
    charset: null,
    rowFormat: null,
    totalRowVersions: null,
    fulltextIndexes: null,
    partialIndexes: null,
    unusedIndexes: null,
    correlations: null,
    changedSinceAnalysed: null,
    kind: kinds[kind] ?? null,
  };
}

/** "CHECK ((a > 0)) NOT VALID" as the file has it: "(a > 0)". */
function bare(definition: string): string {
  return definition
    .replace(/^CHECK \(/, "")
    .replace(/\)(?: NO INHERIT)?(?: NOT VALID)?(?: NOT ENFORCED)?$/, "");
}
