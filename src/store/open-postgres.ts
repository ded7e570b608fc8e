import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Database, DatabaseEvents } from "./database.js";
import { migrate } from "./migrate.js";
import type { Schema } from "./schema.js";

const connectTimeoutMs = 5_000;
/** Opening one takes both sides some 10 ms of processor time: many who come at once find them open. */
const keptIdleMs = 10 * 60_000;
/** No statement of ours takes long; one that does waits for a lock, and must not hold a connection for ever. */
const statementTimeoutMs = 60_000;

/** PostgreSQL does not answer, or refuses us. The message does not show the password. */
export class DatabaseUnreachable extends Error {
  override readonly name = "DatabaseUnreachable";
}

/** As the embedded database does, reads 64-bit integers as numbers: GitHub's ids and our row ids stay far below 2^53. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

export async function openPostgres(url: string, { onError }: DatabaseEvents): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "pre-deploy-checker",
    max: 8,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: keptIdleMs,
    statement_timeout: statementTimeoutMs,
    types,
  });
  pool.on("error", onError);
  // The pool listens to idle connections only: one that breaks between two statements would end the process. The next
  // statement on it fails and says why.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  try {
    await sql`select 1`.execute(kysely);
  } catch (cause) {
    await kysely.destroy();
    const { host, pathname } = new URL(url);
    const reason = cause instanceof Error ? cause.message || "no connection" : "no connection";
    throw new DatabaseUnreachable(
      `Cannot reach PostgreSQL at ${host}${pathname}: ${reason}. Check DATABASE_URL and that the server runs`,
      { cause },
    );
  }
  try {
    await migrate(kysely);
  } catch (error) {
    await kysely.destroy();
    throw error;
  }
  return { kysely, engine: { kind: "postgres", url }, close: () => kysely.destroy() };
}
