import { afterAll, beforeAll, expect, test } from "vitest";
import pg from "pg";
import { defaultLimits } from "../../src/table-statistics/limits.js";
import { gatherPostgres } from "../../src/table-statistics/postgres/gather-postgres.js";
import { type RunningPostgres, startPostgres } from "../support/postgres/start-postgres.js";

// A server of its own, which keeps what replicas need: all databases of a server have the same replicas.
let server: RunningPostgres;
let admin: pg.Client;

beforeAll(async () => {
  server = await startPostgres({ durable: true });
  admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query("create role reader login password 'test'");
});
afterAll(async () => {
  await admin.end();
  await server.stop();
});

const notes = async (user?: string): Promise<readonly string[]> => {
  const url = new URL(server.url);
  if (user !== undefined) url.username = user;
  return (await gatherPostgres(url.href, new Date(), defaultLimits)).notes ?? [];
};

/** Receives what a replica does, and tells that it has replayed it up to `lsn`, as its bytes. */
async function replicate(lsn: bigint): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: server.url, replication: "true" } as pg.ClientConfig);
  client.on("error", () => undefined);
  await client.connect();
  const [system] = (await client.query<{ xlogpos: string }>("IDENTIFY_SYSTEM")).rows;
  client.query(`START_REPLICATION PHYSICAL ${system?.xlogpos ?? ""}`, () => undefined);
  const { connection } = client as unknown as { connection: { sendCopyFromChunk(chunk: Buffer): void } };
  // https://www.postgresql.org/docs/current/protocol-replication.html: standby status update
  const update = Buffer.alloc(34);
  update.write("r");
  for (const at of [1, 9, 17]) update.writeBigInt64BE(lsn, at);
  connection.sendCopyFromChunk(update);
  return () => client.end();
}

test("how far behind replicas are is told to those who may see it", async () => {
  expect((await notes()).filter((note) => note.includes("replica"))).toEqual([]);
  const { rows } = await admin.query<{ lsn: string }>(
    "select (pg_current_wal_lsn() - '0/0'::pg_lsn)::text as lsn",
  );
  const end = await replicate(BigInt(rows[0]?.lsn ?? "0") - 5_000_000n);
  const behind = /^1 replica, [56]\.\d MB( \(\d+ s\))? behind$/;
  await expect.poll(() => notes()).toContainEqual(expect.stringMatching(behind));
  expect(await notes("reader")).toContain("1 replica: how far behind is not told (grant pg_read_all_stats)");
  await admin.query("grant pg_read_all_stats to reader");
  expect(await notes("reader")).toContainEqual(expect.stringMatching(behind));
  await end();
});
