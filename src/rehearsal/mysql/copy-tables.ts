import type { DatabaseFacts, TableFacts } from "../../migrations/database-facts.js";
import type { ScratchDatabase } from "./scratch-database.js";

export interface MysqlCopy {
  /** Production's tables by name; false: not all of it could be copied. */
  readonly tables: ReadonlyMap<string, boolean>;
  readonly missing: ReadonlySet<string>;
  /** Whether a table that is neither is surely not in production. */
  readonly isComplete: boolean;
}

/** Makes the tables that are mentioned, as production's statistics tell of them. */
export async function copyTables(
  scratch: ScratchDatabase,
  facts: DatabaseFacts,
  mentioned: ReadonlySet<string>,
): Promise<MysqlCopy> {
  const tables = new Map<string, boolean>();
  const missing = new Set(Object.keys(facts.tables));
  for (const [name, table] of Object.entries(facts.tables)) {
    if (!mentioned.has(name) || table.kind !== null || table.columns === null) continue;
    const isWhole = await copyTable(scratch, name, table);
    if (isWhole === null) continue;
    tables.set(name, isWhole);
    missing.delete(name);
  }
  const isComplete = Object.values(facts.tables).every(
    ({ kind, columns }) => kind !== null || columns !== null,
  );
  return { tables, missing, isComplete };
}

async function copyTable(scratch: ScratchDatabase, name: string, table: TableFacts): Promise<boolean | null> {
  const required = new Set(table.notNull ?? []);
  const primary = new Set(table.indexes?.["PRIMARY"] ?? []);
  const columns = Object.entries(table.columns ?? {}).map(
    ([column, type]) =>
      `${quote(column)} ${type}${required.has(column) || primary.has(column) ? " not null" : " null"}`,
  );
  const key = primary.size === 0 ? [] : [`primary key (${[...primary].map(quote).join(", ")})`];
  const options = [
    "engine = InnoDB",
    ...(/^\w+$/.test(table.charset ?? "") ? [`default charset = ${table.charset ?? ""}`] : []),
    ...(/^(?:dynamic|compact|redundant|compressed)$/i.test(table.rowFormat ?? "")
      ? [`row_format = ${table.rowFormat ?? ""}`]
      : []),
  ].join(" ");
  const made = await attempt(
    scratch,
    `create table ${quote(name)} (${[...columns, ...key].join(", ")}) ${options}`,
  );
  if (!made) return null;
  let isWhole = table.notNull !== null && table.indexes !== null && table.charset !== null;
  for (const [index, keys] of Object.entries(table.indexes ?? {})) {
    if (index === "PRIMARY") continue;
    const kind = table.fulltextIndexes?.includes(index) === true ? "fulltext index" : "index";
    const list = keys.map(quote).join(", ");
    const built = await attempt(scratch, `create ${kind} ${quote(index)} on ${quote(name)} (${list})`);
    isWhole &&= built;
  }
  return isWhole;
}

function quote(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

async function attempt(scratch: ScratchDatabase, sql: string): Promise<boolean> {
  try {
    await scratch.run(sql);
    return true;
  } catch {
    return false;
  }
}
