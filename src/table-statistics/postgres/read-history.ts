import { z } from "zod";
import type { ReadHistory } from "../applied-migrations.js";
import type { CatalogueSession } from "../catalogue-session.js";

const most = 100_000;

/** Reads a migration tool's table, the only data of the application's that is read at all. */
export function historyReader(session: CatalogueSession): ReadHistory {
  return (table, columns) => {
    const list = columns.map((column) => `${quoted(column)}::text as ${quoted(column)}`).join(", ");
    return session.attempt(
      `${table.name} (which migrations were run)`,
      z.record(z.string(), z.string().nullable()),
      `select ${list} from ${quoted(table.schema)}.${quoted(table.name)} limit ${most}`,
    );
  };
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
