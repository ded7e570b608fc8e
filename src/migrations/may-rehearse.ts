import type { DatabaseFacts } from "./database-facts.js";
import type { Engine } from "./engine.js";

/** Whether enough may be known of production's schema to copy it. */
export function mayRehearse({
  engine,
  facts,
  schema,
}: {
  readonly engine: Engine;
  readonly facts: DatabaseFacts | null;
  readonly schema?: string | null;
}): boolean {
  if (engine.family !== "postgres") return false;
  const tables = Object.values(facts?.tables ?? {});
  return typeof schema === "string" || tables.some(({ kind, columns }) => kind === null && columns !== null);
}
