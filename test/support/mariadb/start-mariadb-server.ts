import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import mysql from "mysql2/promise";
import { findMariadb } from "./find-mariadb.js";

export interface RunningMariadbServer {
  /** Of root, who may do everything, without a database. */
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

const startLimitMs = 60_000;

/**
 * A MariaDB with its default settings in a temporary folder, reached by a port, with accounts and their rights: to be
 * measured, or asked as in production. Null where no server's binary is found. `settings`: "name=value".
 */
export async function startMariadbServer({
  settings = [],
}: { readonly settings?: readonly string[] } = {}): Promise<RunningMariadbServer | null> {
  const found = findMariadb();
  if (found === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "mariadb-server-"));
  const [data, log] = [join(folder, "data"), join(folder, "log")];
  mkdirSync(data);
  const common = [
    ...["--no-defaults", `--datadir=${data}`, `--log-error=${log}`],
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
  ];
  let server: ChildProcess | null = null;
  const stop = async (): Promise<void> => {
    const running = server;
    if (running !== null && running.exitCode === null && running.signalCode === null) {
      const end = once(running, "exit");
      running.kill("SIGTERM");
      await end;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const bootstrap = spawn(found.server, [...common, "--bootstrap"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    bootstrap.stdin.end(found.systemTables);
    await once(bootstrap, "exit");
    const port = await freePort();
    const place = [`--port=${port}`, "--bind-address=127.0.0.1", `--socket=${join(folder, "socket")}`];
    const more = settings.map((setting) => `--${setting}`);
    server = spawn(found.server, [...common, ...place, ...more, "--skip-grant-tables"], { stdio: "ignore" });
    const url = `mysql://root@127.0.0.1:${port}/`;
    await addRoot(url, server);
    return { url, pid: server.pid ?? 0, stop };
  } catch (cause) {
    const told = existsSync(log) ? readFileSync(log, "utf8").slice(-2_000) : "";
    await stop();
    throw new Error(`MariaDB did not start:\n${told}`, { cause });
  }
}

/** The tables of rights are empty as they are made; from here on they count. */
async function addRoot(url: string, server: ChildProcess): Promise<void> {
  const connection = await connectOnceReady(url, server);
  await connection.query("flush privileges");
  await connection.query("create user root@'127.0.0.1'");
  await connection.query("grant all on *.* to root@'127.0.0.1' with grant option");
  await connection.end();
}

async function connectOnceReady(url: string, server: ChildProcess): Promise<mysql.Connection> {
  const startedAt = Date.now();
  for (;;) {
    try {
      return await mysql.createConnection(url);
    } catch (error) {
      if (server.exitCode !== null || Date.now() - startedAt > startLimitMs) throw error;
      await sleep(50);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
