import { z } from "zod";
import type { CatalogueSession } from "../table-statistics/catalogue-session.js";

/** A driver's connection as the readers of the catalogue know one: sizes and memory then mean what they mean there. */
export function catalogueOf(
  send: (sql: string, parameters: readonly unknown[]) => Promise<unknown>,
): CatalogueSession {
  const query: CatalogueSession["query"] = async (schema, sql, parameters = []) =>
    z.array(schema).parse(await send(sql, parameters));
  const notes: string[] = [];
  return {
    notes,
    query,
    async attempt(what, schema, sql, parameters) {
      try {
        return await query(schema, sql, parameters);
      } catch (error) {
        notes.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
        return null;
      }
    },
  };
}
