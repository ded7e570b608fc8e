import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import pg from "pg";
import { startPostgres } from "../../test/support/postgres/start-postgres.js";

/** What the app keeps its data in. */
export const databaseKinds = ["embedded", "postgres"] as const;

export type DatabaseKind = (typeof databaseKinds)[number];

export interface BenchDatabase {
  readonly environment: Readonly<Record<string, string>>;
  /** Reads with SQL; the embedded database only while the app does not run. */
  query(text: string): Promise<readonly unknown[]>;
  stop(): Promise<void>;
}

export async function startDatabase(kind: DatabaseKind, dataDir: string): Promise<BenchDatabase> {
  return kind === "embedded" ? embedded(dataDir) : postgres();
}

function embedded(dataDir: string): BenchDatabase {
  return {
    environment: {},
    async query(text) {
      const pglite = await PGlite.create(join(dataDir, "database"));
      try {
        return (await pglite.query(text)).rows;
      } finally {
        await pglite.close();
      }
    },
    stop: () => Promise.resolve(),
  };
}

async function postgres(): Promise<BenchDatabase> {
  const server = await startPostgres({ durable: true });
  return {
    environment: { DATABASE_URL: server.url },
    async query(text) {
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(text)).rows;
      } finally {
        await client.end();
      }
    },
    stop: () => server.stop(),
  };
}
