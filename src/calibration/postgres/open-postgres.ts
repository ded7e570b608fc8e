import type pg from "pg";
import { z } from "zod";
import { readServer } from "../../table-statistics/postgres/server.js";
import { CalibrationFailed, calibrationFailed } from "../calibration-failed.js";
import { catalogueOf } from "../catalogue.js";
import { scratchName } from "../scratch-name.js";
import type { ScratchSpace } from "../scratch-space.js";
import { connectPostgres } from "./connect-postgres.js";

const place = z.object({ pid: z.number(), schema: z.string().nullable() });
const size = z.object({ heapBytes: z.number(), bytes: z.number() });
const sizeSql = `
select pg_table_size($1::regclass)::float8 as "heapBytes", pg_total_relation_size($1::regclass)::float8 as bytes`;

/** A schema of its own on a PostgreSQL server. Connects, and writes nothing yet. @throws CalibrationFailed */
export async function openPostgres(url: string): Promise<ScratchSpace> {
  const told = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => Promise.reject(calibrationFailed(error, url)));
  const schema = scratchName();
  const client = await told(connectPostgres(url, schema));
  const catalogue = catalogueOf(
    async (sql, parameters) => (await client.query<Record<string, unknown>>(sql, [...parameters])).rows,
  );
  try {
    const { engine, memoryBytes, standby } = await told(readServer(catalogue));
    if (!engine.startsWith("postgres ")) throw new CalibrationFailed(`${engine} is no PostgreSQL`);
    if (standby) throw new CalibrationFailed("the server is a standby, on which nothing can be written");
    return spaceOf({ url, schema, client, catalogue, told }, { engine, memoryBytes });
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

interface Opened {
  readonly url: string;
  readonly schema: string;
  readonly client: pg.Client;
  readonly catalogue: ReturnType<typeof catalogueOf>;
  readonly told: <Result>(work: Promise<Result>) => Promise<Result>;
}

function spaceOf(
  { url, schema, client, catalogue, told }: Opened,
  server: Pick<ScratchSpace, "engine" | "memoryBytes">,
): ScratchSpace {
  let [made, cancelled, pid] = [false, false, 0];
  const run = async (sql: string): Promise<void> => {
    if (cancelled) throw new CalibrationFailed("cancelled");
    await told(client.query(sql));
  };
  const once = async (sql: string): Promise<void> => {
    const other = await connectPostgres(url, schema);
    try {
      await other.query("set lock_timeout = '30s'");
      await other.query(sql);
    } finally {
      await other.end();
    }
  };
  return {
    ...server,
    family: "postgres",
    name: schema,
    place: `the schema ${schema}`,
    prefix: "",
    run,
    async create() {
      made = true;
      await run(`create schema ${schema}`);
      const sql = "select pg_backend_pid() as pid, current_schema() as schema";
      const [found] = await told(catalogue.query(place, sql));
      if (found?.schema !== schema)
        throw new CalibrationFailed("a pooler shares this connection: name the server itself in the URL");
      ({ pid } = found);
    },
    settle: (table) => run(`vacuum analyze ${table}`),
    async sizeOf(table) {
      const [found] = await told(catalogue.query(size, sizeSql, [table]));
      if (found === undefined) throw new CalibrationFailed(`there is no table ${table}`);
      return found;
    },
    async cancel() {
      cancelled = true;
      await told(once(`select pg_cancel_backend(${pid})`));
    },
    async remove() {
      await client.end().catch(() => undefined);
      if (!made) return;
      const sql = `drop schema if exists ${schema} cascade`;
      await told(once(sql)).catch((cause: unknown) => {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new CalibrationFailed(`${schema} could not be removed (${reason}): run "${sql}"`, { cause });
      });
    },
  };
}
