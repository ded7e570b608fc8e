import type { PGlite } from "@electric-sql/pglite";
import type { DatabaseFacts, TableFacts } from "../../migrations/database-facts.js";
import type { Copy, CopiedTable } from "./copy.js";
import { extensionOfType } from "./extensions.js";
import { look } from "./look.js";
import type { Mentions } from "./mentions.js";
import { quote } from "./quote.js";
import { serverError } from "./server-error.js";

/** Types that nobody tells of (enums, those of extensions): as many stand-ins a table, before it is left out. */
const mostStandIns = 20;

/** Makes the tables that the migrations mention from what production's statistics tell of them. */
export async function copyFromFacts(db: PGlite, facts: DatabaseFacts, mentions: Mentions): Promise<Copy> {
  const copied = new Map<string, CopiedTable>();
  const missing = new Set(Object.keys(facts.tables));
  const schemas = new Set<string>();
  for (const [name, definition] of Object.entries(facts.domains)) {
    await attempt(db, `create domain ${quote(name)} as ${definition}`);
  }
  for (const [name, table] of Object.entries(facts.tables)) {
    if (!mentions.concerns(name, table) || table.kind !== null || table.columns === null) continue;
    const schema = mentions.schemaOf(name) ?? "public";
    if (!schemas.has(schema)) await db.exec(`create schema if not exists ${quote(schema)}`);
    schemas.add(schema);
    const isWhole = await copyTable(db, schema, name, table);
    if (isWhole === null) continue;
    missing.delete(name);
    copied.set(name, { name, isWhole });
  }
  const path = ["public", ...schemas].map(quote).join(", ");
  await db.exec(`set search_path = ${path}`);
  const relations = [...(await look(db)).values()].filter(({ kind }) => kind === "r");
  return {
    tables: new Map(
      relations.flatMap(({ oid, name }) => {
        const table = copied.get(name);
        return table === undefined ? [] : [[oid, table] as const];
      }),
    ),
    missing,
    isComplete: Object.values(facts.tables).every(({ kind, columns }) => kind !== null || columns !== null),
    fromDump: false,
    facts: null,
  };
}

/** Whether all of it could be copied; null: not even its columns. */
async function copyTable(
  db: PGlite,
  schema: string,
  name: string,
  table: TableFacts,
): Promise<boolean | null> {
  const { columns, notNull, indexes, checks } = table;
  const required = new Set(notNull ?? []);
  const definitions = Object.entries(columns ?? {}).map(
    ([column, type]) => `${quote(column)} ${type}${required.has(column) ? " not null" : ""}`,
  );
  const extensions = new Set(Object.values(columns ?? {}).flatMap((type) => extensionOfType(type) ?? []));
  for (const extension of extensions) await attempt(db, `create extension if not exists ${quote(extension)}`);
  const qualified = `${quote(schema)}.${quote(name)}`;
  const standIns = await createWithStandIns(db, `create table ${qualified} (${definitions.join(", ")})`);
  if (standIns === null) return null;
  let isWhole = standIns === 0 && notNull !== null && indexes !== null && checks !== null;
  for (const [index, keys] of Object.entries(indexes ?? {})) {
    const made = await attempt(db, indexSql(qualified, name, index, keys, columns ?? {}));
    isWhole &&= made;
  }
  for (const [check, { expr, validated }] of Object.entries(checks ?? {})) {
    const definition = /^\s*check\s*\(/i.test(expr) ? expr : `check (${expr})`;
    const suffix = validated ? "" : " not valid";
    const made = await attempt(
      db,
      `alter table ${qualified} add constraint ${quote(check)} ${definition}${suffix}`,
    );
    isWhole &&= made;
  }
  return isWhole;
}

/** The number of types that had to be made up; null: the table cannot be made. */
async function createWithStandIns(db: PGlite, sql: string): Promise<number | null> {
  for (let standIns = 0; standIns <= mostStandIns; standIns += 1) {
    try {
      await db.exec(sql);
      return standIns;
    } catch (error) {
      const unknown = /^type "(?<type>[^"]+?)(?:\[\])*" does not exist$/.exec(serverError(error).message)
        ?.groups?.["type"];
      if (unknown === undefined) return null;
      const parts = unknown.split(".").map(quote);
      if (parts.length > 1) await attempt(db, `create schema if not exists ${parts[0] ?? ""}`);
      if (!(await attempt(db, `create type ${parts.join(".")} as enum ('stand-in')`))) return null;
    }
  }
  return null;
}

/** PostgreSQL's own names for the indexes of constraints: table_pkey, table_column_key. */
function indexSql(
  table: string,
  name: string,
  index: string,
  keys: readonly string[],
  columns: Readonly<Record<string, string>>,
): string {
  const plain = keys.every((key) => Object.hasOwn(columns, key));
  const list = keys.map((key) => (Object.hasOwn(columns, key) ? quote(key) : `(${key})`)).join(", ");
  if (plain && index === `${name}_pkey`)
    return `alter table ${table} add constraint ${quote(index)} primary key (${list})`;
  if (plain && index.startsWith(`${name}_`) && index.endsWith("_key"))
    return `alter table ${table} add constraint ${quote(index)} unique (${list})`;
  return `create index ${quote(index)} on ${table} (${list})`;
}

async function attempt(db: PGlite, sql: string): Promise<boolean> {
  try {
    await db.exec(sql);
    return true;
  } catch {
    return false;
  }
}
