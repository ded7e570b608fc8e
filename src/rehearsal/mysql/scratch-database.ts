import { randomBytes } from "node:crypto";
import type mysql from "mysql2/promise";
import { z } from "zod";
import { connectMysql } from "../../calibration/mysql/connect-mysql.js";

/** A database of a random name on the operator's server, which is dropped at the end. */
export interface ScratchDatabase {
  readonly name: string;
  /** "10.11.6-MariaDB" */
  readonly version: string;
  run(sql: string): Promise<void>;
  query<Row>(row: z.ZodType<Row>, sql: string, values?: readonly string[]): Promise<readonly Row[]>;
  drop(): Promise<void>;
}

const lockWaitSeconds = 5;
const statementMs = 10_000;
const versionRow = z.object({ version: z.string() });

/** @throws whatever the driver throws */
export async function createScratchDatabase(url: string): Promise<ScratchDatabase> {
  const connection = await connectMysql(url, null);
  const name = `pre_deploy_checker_rehearsal_${randomBytes(8).toString("hex")}`;
  const query = async <Row>(row: z.ZodType<Row>, sql: string, values: readonly string[] = []) => {
    const [rows] = await connection.query<mysql.RowDataPacket[]>({
      sql,
      values: [...values],
      timeout: statementMs,
    });
    return z.array(row).parse(rows);
  };
  const run = async (sql: string): Promise<void> => {
    await connection.query({ sql, timeout: statementMs });
  };
  try {
    const [told] = await query(versionRow, "select version() as version");
    await run(`set session lock_wait_timeout = ${lockWaitSeconds}`);
    await run(`create database \`${name}\` character set utf8mb4`);
    await run(`use \`${name}\``);
    return {
      name,
      version: told?.version ?? "",
      run,
      query,
      async drop() {
        await run(`drop database if exists \`${name}\``).finally(() => connection.end());
      },
    };
  } catch (error) {
    connection.destroy();
    throw error;
  }
}
