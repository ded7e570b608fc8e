import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { migrationEstimator } from "../../src/cli/migration-estimator.js";
import type { DatabaseFacts } from "../../src/migrations/database-facts.js";
import { parseEngine } from "../../src/migrations/engine.js";
import { tableFacts } from "../migrations/table-facts.js";
import { findMariadb } from "../support/mariadb/find-mariadb.js";
import { startMariadbServer } from "../support/mariadb/start-mariadb-server.js";

const limitMs = 120_000;
const isHere = findMariadb() !== null;
const describeWithServer = isHere ? describe : describe.skip;
if (!isHere) console.warn("No MariaDB server is installed here: REHEARSAL_URL is not tested.");

const process = {
  script: fileURLToPath(new URL("../../src/estimation/estimation-process.ts", import.meta.url)),
  nodeArguments: ["--import", new URL("../support/run-typescript.js", import.meta.url).href],
};
const calls = tableFacts({
  rows: 1_000_000,
  columns: { id: "bigint(20)", amount: "int(11)" },
  indexes: { PRIMARY: ["id"] },
  notNull: ["id"],
  checks: {},
  charset: "utf8mb4",
  rowFormat: "Dynamic",
  engine: "InnoDB",
});
const facts: DatabaseFacts = {
  takenAt: null,
  engine: null,
  appliedMigrations: [],
  domains: {},
  memoryBytes: null,
  tables: { calls },
};

async function rehearsalOf(rehearsalUrl: string | null, rehearses = true) {
  const estimator = migrationEstimator({ rehearses, rehearsalUrl, process });
  const [migration] = await estimator.estimate({
    files: [{ path: "1.sql", text: "alter table calls modify amount bigint" }],
    engine: parseEngine("mariadb 10.11"),
    facts,
    tool: "native",
  });
  expect(migration?.operations).toMatchObject([{ table: "calls", cost: "rewrite" }]);
  return migration?.rehearsal;
}

test("without a server, or without leave, MariaDB's migrations are not rehearsed", async () => {
  expect(await rehearsalOf(null)).toBeUndefined();
  expect(await rehearsalOf("mysql://root@127.0.0.1:9/", false)).toBeUndefined();
});

describeWithServer("with a server", () => {
  test(
    "they are, on that server",
    async () => {
      const server = await startMariadbServer();
      try {
        expect(await rehearsalOf(server?.url ?? "")).toMatch(/^Rehearsed on .*MariaDB/);
      } finally {
        await server?.stop();
      }
    },
    limitMs,
  );
});
