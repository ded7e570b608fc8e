import type { DatabaseFacts } from "./database-facts.js";
import type { Engine } from "./engine.js";

/** Whether enough may be known of production's schema to copy it, and there is a server to do so. */
export function mayRehearse({
  engine,
  facts,
  schema,
  rehearsalUrl,
}: {
  readonly engine: Engine;
  readonly facts: DatabaseFacts | null;
  readonly schema?: string | null;
  /** Of the server for MySQL's and MariaDB's; null: none. */
  readonly rehearsalUrl: string | null;
}): boolean {
  const tables = Object.values(facts?.tables ?? {});
  const knowsColumns = tables.some(({ kind, columns }) => kind === null && columns !== null);
  if (engine.family !== "postgres") return rehearsalUrl !== null && knowsColumns;
  return typeof schema === "string" || knowsColumns;
}
