import { z } from "zod";
import type { MysqlSession } from "./mysql-session.js";
import type { MysqlServer } from "./server.js";

const seconds = z.union([z.null(), z.coerce.number().nonnegative()]).optional();
/** One source of a replica. Null: its replication does not run. */
const source = z.object({ Seconds_Behind_Source: seconds, Seconds_Behind_Master: seconds });
const sending = z.object({ replicas: z.coerce.number() });

/** Only with the right PROCESS others' threads are seen; without it there are none. */
const ofPrimary = `
select count(*) as replicas from information_schema.processlist where command like 'Binlog Dump%'`;

/**
 * Whether replicas are connected and, where the server is one itself, how far it is behind, as notes: what a migration
 * writes has to get there, too. How far its replicas are behind a primary cannot tell. Where the account may not ask
 * nothing is said.
 *
 * https://dev.mysql.com/doc/refman/8.4/en/show-replica-status.html, https://mariadb.com/kb/en/show-replica-status/
 */
export async function readReplicas(
  session: Pick<MysqlSession, "ask">,
  { mariadb, mysqlSince }: Pick<MysqlServer, "mariadb" | "mysqlSince">,
): Promise<readonly string[]> {
  const word = mariadb || mysqlSince(8, 0, 22) ? "replica" : "slave";
  const sources = await session.ask(source, `show ${word} status`);
  const connected = (await session.ask(sending, ofPrimary))?.[0]?.replicas ?? 0;
  return [
    ...(sources === null || sources.length === 0 ? [] : [`the server is a replica, ${behind(sources)}`]),
    ...(connected === 0 ? [] : [`${replicas(connected)} connected: how far behind is not told by a primary`]),
  ];
}

function behind(sources: readonly z.output<typeof source>[]): string {
  const each = sources.map((row) => row.Seconds_Behind_Source ?? row.Seconds_Behind_Master ?? null);
  if (each.includes(null)) return "but its replication does not run";
  return `${Math.max(...each.map(Number))} s behind`;
}

function replicas(count: number): string {
  return count === 1 ? "1 replica is" : `${count} replicas are`;
}
