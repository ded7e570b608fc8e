import mysql from "mysql2/promise";
import { z } from "zod";
import type { CountedRows } from "../../deploys/ports/table-statistics.js";
import { countInTurn } from "../count-in-turn.js";
import { limitsToCount, type GatheringLimits } from "../limits.js";
import { inMysql } from "./mysql-session.js";

const count = z.object({ found: z.coerce.number() });

/**
 * `COUNT(*)` of tables in the URL's database.
 *
 * @throws GatheringFailed
 */
export function countMysql(
  url: string,
  tables: readonly string[],
  seconds: number,
  limits: GatheringLimits,
): Promise<CountedRows> {
  return inMysql(url, limitsToCount(limits, seconds), (session) =>
    countInTurn(tables, seconds, session.notes, async (table, milliseconds) => {
      // MySQL counts milliseconds, MariaDB seconds under another name.
      if (!(await session.set(`max_execution_time = ${milliseconds}`)))
        await session.set(`max_statement_time = ${milliseconds / 1000}`);
      const sql = `select count(*) as found from ${mysql.escapeId(table, true)}`;
      const rows = await session.attempt(`counting ${table}`, count, sql);
      return rows?.[0]?.found ?? null;
    }),
  );
}
