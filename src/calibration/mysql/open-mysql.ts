import type mysql from "mysql2/promise";
import { z } from "zod";
import { readServer } from "../../table-statistics/mysql/server.js";
import { CalibrationFailed, calibrationFailed } from "../calibration-failed.js";
import { catalogueOf } from "../catalogue.js";
import { scratchName } from "../scratch-name.js";
import type { ScratchSpace } from "../scratch-space.js";
import { connectMysql } from "./connect-mysql.js";

const amount = z.coerce.number();
const size = z.object({ heapBytes: amount, indexBytes: amount });
const sizeSql = `
select DATA_LENGTH as heapBytes, INDEX_LENGTH as indexBytes
from information_schema.TABLES where TABLE_SCHEMA = database() and TABLE_NAME = ?`;
const name = z.object({ name: z.string() });
/** No right to make a database: https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html */
const notAllowed = z.object({ errno: z.union([z.literal(1044), z.literal(1045), z.literal(1227)]) });

/**
 * A database of its own on a MySQL or MariaDB server, or where the account may make none, tables of their own in the
 * URL's database. Connects, and writes nothing yet.
 *
 * @throws CalibrationFailed
 */
export async function openMysql(url: string): Promise<ScratchSpace> {
  const told = <Result>(work: Promise<Result>): Promise<Result> =>
    work.catch((error: unknown) => Promise.reject(calibrationFailed(error, url)));
  const connection = await told(connectMysql(url, null));
  const catalogue = catalogueOf(async (sql, parameters) => (await connection.query(sql, [...parameters]))[0]);
  try {
    const { engine, mariadb, memoryBytes } = await told(readServer(catalogue));
    if (!/^(mysql|mariadb) /.test(engine))
      throw new CalibrationFailed(`${engine} is no MySQL and no MariaDB`);
    const family = mariadb ? "mariadb" : "mysql";
    return spaceOf({ url, connection, catalogue, told }, { engine, family, memoryBytes });
  } catch (error) {
    connection.destroy();
    throw error;
  }
}

interface Opened {
  readonly url: string;
  readonly connection: mysql.Connection;
  readonly catalogue: ReturnType<typeof catalogueOf>;
  readonly told: <Result>(work: Promise<Result>) => Promise<Result>;
}

function spaceOf(
  { url, connection, catalogue, told }: Opened,
  server: Pick<ScratchSpace, "engine" | "family" | "memoryBytes">,
): ScratchSpace {
  const scratch = scratchName();
  const shared = decodeURIComponent(new URL(url).pathname.slice(1));
  let made: "nothing" | "database" | "tables" = "nothing";
  let cancelled = false;
  const run = async (sql: string): Promise<void> => {
    if (cancelled) throw new CalibrationFailed("cancelled");
    await told(connection.query(sql));
  };
  return {
    ...server,
    name: scratch,
    place:
      shared === ""
        ? `the database ${scratch}`
        : `the database ${scratch}, or tables of that name in ${shared}`,
    get prefix() {
      return made === "tables" ? `${scratch}_` : "";
    },
    run,
    async create() {
      try {
        await connection.query(`create database ${scratch}`);
        made = "database";
        await connection.query(`use ${scratch}`);
      } catch (error) {
        if (made !== "nothing" || shared === "" || !notAllowed.safeParse(error).success)
          throw calibrationFailed(error, url);
        made = "tables";
      }
      // MySQL 8 remembers sizes for a day. Others do not know the variable.
      await connection.query("set session information_schema_stats_expiry = 0").catch(() => undefined);
    },
    settle: (table) => run(`analyze table ${table}`),
    async sizeOf(table) {
      const [found] = await told(catalogue.query(size, sizeSql, [table]));
      if (found === undefined) throw new CalibrationFailed(`there is no table ${table}`);
      return { heapBytes: found.heapBytes, bytes: found.heapBytes + found.indexBytes };
    },
    async cancel() {
      cancelled = true;
      const other = await told(connectMysql(url, null));
      await told(other.query(`kill query ${connection.threadId}`)).finally(() => other.destroy());
    },
    async remove() {
      connection.destroy();
      if (made === "nothing") return;
      await told(made === "database" ? dropDatabase(url, scratch) : dropTables(url, scratch)).catch(
        (cause: unknown) => {
          const reason = cause instanceof Error ? cause.message : String(cause);
          const by = made === "database" ? `run "drop database ${scratch}"` : "drop the tables of that name";
          throw new CalibrationFailed(`${scratch} could not be removed (${reason}): ${by}`, { cause });
        },
      );
    },
  };
}

async function dropDatabase(url: string, scratch: string): Promise<void> {
  const connection = await connectMysql(url, null);
  try {
    await connection.query(`drop database if exists ${scratch}`);
  } finally {
    connection.destroy();
  }
}

async function dropTables(url: string, scratch: string): Promise<void> {
  const connection = await connectMysql(url, null);
  const sql = "select TABLE_NAME as name from information_schema.TABLES where TABLE_SCHEMA = database()";
  try {
    const tables = z.array(name).parse((await connection.query(sql))[0]);
    for (const { name: table } of tables.filter((found) => found.name.startsWith(`${scratch}_`)))
      await connection.query(`drop table ${table}`);
  } finally {
    connection.destroy();
  }
}
