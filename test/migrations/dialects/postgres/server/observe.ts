import type pg from "pg";
import type { Cost } from "../../../../../src/migrations/operation.js";
import type { ServerCase } from "./server-case.js";
import { commonTables } from "./common-tables.js";

/** What a server was seen to do. */
export interface Observation {
  readonly cost: Cost;
  /** Of each table that was there before: whether another session's SELECT and DELETE had to wait. */
  readonly blocked: Readonly<Record<string, { readonly reads: boolean; readonly writes: boolean | null }>>;
  /** Names of the locks on each table and its indexes that were there before. */
  readonly locks: Readonly<Record<string, readonly string[]>>;
}

interface Relation {
  readonly oid: number;
  readonly name: string;
  readonly kind: string;
  readonly file: number;
  readonly size: number;
  /** The table that an index belongs to. */
  readonly owner: number | null;
}

const relations = `
  select c.oid::int, c.relname as name, c.relkind::text as kind, c.relfilenode::int as file,
    case when c.relkind in ('r', 'm', 'i') then pg_relation_size(c.oid)::int else 0 end as size, i.indrelid::int as owner
  from pg_class c left join pg_index i on i.indexrelid = c.oid
  where c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'other'))
    and c.relkind in ('r', 'p', 'm', 'v', 'i', 'I')`;

/** Rows read one after the other, and rows changed, by this transaction so far. */
const counters = `
  select coalesce(sum(pg_stat_get_xact_tuples_returned(oid)) filter (where relkind in ('r', 'm')), 0)::int as read,
    coalesce(sum(pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
      + pg_stat_get_xact_tuples_deleted(oid)), 0)::int as changed
  from pg_class where relnamespace in (select oid from pg_namespace where nspname in ('public', 'other'))`;

interface Counters {
  readonly read: number;
  readonly changed: number;
}

const changed = new WeakSet<pg.Client>();
const prepared = new WeakSet<pg.Client>();

/** A database as every case finds it: made anew only where the last case may have left something. */
export async function prepare(session: pg.Client, { setup, alone }: ServerCase): Promise<void> {
  const isFresh = prepared.has(session) && !changed.has(session);
  if (!isFresh) await makeAnew(session);
  prepared.add(session);
  changed.delete(session);
  if (setup !== undefined || alone === true) changed.add(session);
  if (setup !== undefined) await session.query(setup);
}

async function makeAnew(session: pg.Client): Promise<void> {
  await session.query(
    "drop schema if exists public, other, elsewhere cascade; create schema public; reset all",
  );
  await session.query("drop access method if exists other cascade; create extension if not exists plpgsql");
  await session.query(commonTables);
}

/** Runs the statement in a transaction, looks at what it did, and at whom it stops; then takes it back. */
export async function observe(session: pg.Client, other: pg.Client, each: ServerCase): Promise<Observation> {
  const before = await rows<Relation>(session, relations);
  await session.query("begin");
  try {
    if (each.before !== undefined) await session.query(each.before);
    const start = (await rows<Counters>(session, counters))[0]!;
    await session.query(each.statement);
    const end = (await rows<Counters>(session, counters))[0]!;
    const after = await rows<Relation>(session, relations);
    const locks = await locksHeld(session, before);
    return { cost: costOf(before, after, start, end), locks, blocked: await blockedTables(other, before) };
  } finally {
    await session.query("rollback");
  }
}

/**
 * Runs a statement that cannot be in a transaction, while another session holds the table: what lock it asks for is
 * seen from what it waits for.
 */
export async function observeAlone(
  session: pg.Client,
  other: pg.Client,
  each: ServerCase,
): Promise<Observation> {
  const before = await rows<Relation>(session, relations);
  const [{ id } = { id: 0 }] = await rows<{ id: number }>(session, "select pg_backend_pid() as id");
  const table = /\bp1\b/.test(each.statement) ? "p" : "t";
  await other.query(`begin; lock table ${table} in share update exclusive mode`);
  const running = session.query(each.statement);
  let wanted: string[] = [];
  try {
    for (let tries = 0; tries < 200 && wanted.length === 0; tries += 1) {
      const waiting = await rows<{ mode: string }>(
        other,
        `select mode from pg_locks where pid = ${id} and not granted and locktype = 'relation'`,
      );
      wanted = waiting.map(({ mode }) => lockName(mode));
    }
  } finally {
    await other.query("rollback");
    await running;
  }
  const after = await rows<Relation>(session, relations);
  const none = { read: 0, changed: 0 };
  return { cost: costOf(before, after, none, none), locks: { [table]: wanted }, blocked: {} };
}

function costOf(
  before: readonly Relation[],
  after: readonly Relation[],
  start: Counters,
  end: Counters,
): Cost {
  const old = new Map(before.map((each) => [each.oid, each]));
  const files = new Set(before.map(({ file }) => file));
  const isNewFile = (each: Relation): boolean =>
    old.has(each.oid) && old.get(each.oid)!.file !== each.file && each.size > 0;
  if (after.some((each) => ["r", "m"].includes(each.kind) && isNewFile(each))) return "rewrite";
  // ALTER COLUMN ... TYPE makes the index anew in the catalogue, and may keep its file.
  const isBuilt = (each: Relation): boolean => !files.has(each.file) && each.size > 0;
  if (after.some((each) => each.kind === "i" && old.has(each.owner ?? 0) && isBuilt(each))) {
    const isTruncated = after.some(
      (each) => each.kind !== "i" && old.has(each.oid) && old.get(each.oid)!.file !== each.file,
    );
    if (!isTruncated) return "index";
  }
  if (end.changed > start.changed) return "dml";
  return end.read > start.read ? "scan" : "instant";
}

async function locksHeld(session: pg.Client, before: readonly Relation[]): Promise<Record<string, string[]>> {
  const held = await rows<{ relation: number; mode: string }>(
    session,
    "select relation::int, mode from pg_locks where pid = pg_backend_pid() and locktype = 'relation'",
  );
  const found: Record<string, string[]> = {};
  for (const table of before.filter(({ kind }) => !/i/i.test(kind))) {
    const own = new Set(
      before.filter(({ owner, oid }) => oid === table.oid || owner === table.oid).map(({ oid }) => oid),
    );
    found[table.name] = held.filter(({ relation }) => own.has(relation)).map(({ mode }) => lockName(mode));
  }
  return found;
}

/** "ShareRowExclusiveLock" as "SHARE ROW EXCLUSIVE" */
function lockName(mode: string): string {
  return mode
    .replace(/Lock$/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toUpperCase();
}

async function blockedTables(other: pg.Client, before: readonly Relation[]): Promise<Observation["blocked"]> {
  const blocked: Record<string, { reads: boolean; writes: boolean | null }> = {};
  for (const { name, kind } of before) {
    if (/[iv]/i.test(kind)) continue;
    const reads = await isBlocked(other, `select * from ${name} limit 0`);
    // Nobody writes to a materialized view.
    const writes = kind === "m" ? null : await isBlocked(other, `delete from ${name} where false`);
    blocked[name] = { reads, writes };
  }
  return blocked;
}

async function isBlocked(other: pg.Client, sql: string): Promise<boolean> {
  await other.query("set lock_timeout = '5ms'");
  try {
    await other.query(sql);
    return false;
  } catch (error) {
    if ((error as { code?: string }).code === "55P03") return true;
    throw error;
  }
}

async function rows<Row>(session: pg.Client, sql: string): Promise<Row[]> {
  return (await session.query(sql)).rows as Row[];
}
