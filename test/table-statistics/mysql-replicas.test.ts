import { expect, test } from "vitest";
import { z } from "zod";
import { readReplicas } from "../../src/table-statistics/mysql/replicas.js";

/** A server that answers as the manuals say; what it is not asked here it refuses. */
function serverWith(answers: Readonly<Record<string, readonly unknown[]>>) {
  return {
    ask<Row>(schema: z.ZodType<Row>, sql: string): Promise<readonly Row[] | null> {
      const answer = Object.entries(answers).find(([words]) => sql.includes(words))?.[1];
      return Promise.resolve(answer === undefined ? null : z.array(schema).parse(answer));
    },
  };
}
const mysql = { mariadb: false, mysqlSince: (major: number) => major <= 8 };
const old = { mariadb: false, mysqlSince: () => false };
const mariadb = { mariadb: true, mysqlSince: () => false };

test.each<[string, typeof mysql, Readonly<Record<string, readonly unknown[]>>, readonly string[]]>([
  [
    "MySQL 8's lag",
    mysql,
    { "show replica status": [{ Seconds_Behind_Source: 12 }] },
    ["the server is a replica, 12 s behind"],
  ],
  [
    "MySQL 5.7's",
    old,
    { "show slave status": [{ Seconds_Behind_Master: "3" }] },
    ["the server is a replica, 3 s behind"],
  ],
  [
    "the furthest of several sources",
    mariadb,
    { "show replica status": [{ Seconds_Behind_Master: 0 }, { Seconds_Behind_Master: 70 }] },
    ["the server is a replica, 70 s behind"],
  ],
  [
    "one that does not run",
    mysql,
    { "show replica status": [{ Seconds_Behind_Source: 5 }, { Seconds_Behind_Source: null }] },
    ["the server is a replica, but its replication does not run"],
  ],
  [
    "a primary's replicas",
    mysql,
    { "show replica status": [], processlist: [{ replicas: "2" }] },
    ["2 replicas are connected: how far behind is not told by a primary"],
  ],
  [
    "one in the middle of a chain",
    mysql,
    { "show replica status": [{ Seconds_Behind_Source: 0 }], processlist: [{ replicas: 1 }] },
    [
      "the server is a replica, 0 s behind",
      "1 replica is connected: how far behind is not told by a primary",
    ],
  ],
  ["a server alone", mysql, { "show replica status": [], processlist: [{ replicas: 0 }] }, []],
  ["an account that may not ask", mysql, {}, []],
])("%s", async (_, server, answers, notes) => {
  expect(await readReplicas(serverWith(answers), server)).toEqual(notes);
});
