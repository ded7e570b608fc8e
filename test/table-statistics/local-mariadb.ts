import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import mysql from "mysql2/promise";

export interface LocalMariadb {
  /** The administrator's, without a database. */
  readonly url: string;
  readonly socketPath: string;
  stop(): Promise<void>;
}

const server = "/usr/sbin/mariadbd";
const scripts = "/usr/share/mysql";
const startLimitMs = 20_000;

/** Whether Debian's mariadb-server-core is there. */
export const hasMariadb = existsSync(server) && existsSync(join(scripts, "mysql_system_tables.sql"));

/** A MariaDB of its own in a temporary folder (some 3 s). */
export async function startLocalMariadb(): Promise<LocalMariadb> {
  const folder = mkdtempSync(join(tmpdir(), "row-counts-mariadb-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const port = await freePort();
  const common = [
    ...["--no-defaults", `--datadir=${data}`, "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=10M"],
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
  ];
  const made = spawnSync(server, [...common, "--bootstrap"], { input: systemTables(), encoding: "utf8" });
  if (made.status !== 0) throw new Error(`MariaDB's system tables were not made:\n${made.stderr}`);
  const child = spawn(
    server,
    [
      ...common,
      ...[`--socket=${join(folder, "s")}`, `--port=${port}`, "--bind-address=127.0.0.1"],
      "--skip-name-resolve",
    ],
    { stdio: "ignore" },
  );
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async (): Promise<void> => {
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `mysql://root@127.0.0.1:${port}`;
  try {
    await ready(url);
  } catch (cause) {
    await stop();
    throw new Error("MariaDB did not start", { cause });
  }
  return { url, socketPath: join(folder, "s"), stop };
}

/** What mariadb-install-db would run, which is in another package. */
function systemTables(): string {
  const files = ["mysql_system_tables.sql", "mysql_performance_tables.sql", "mysql_system_tables_data.sql"];
  return [
    "create database mysql;\nuse mysql;",
    "set @auth_root_socket = null;\nset @skip_auth_anonymous = 1;\nset @current_hostname = 'localhost';",
    ...files.map((file) => readFileSync(join(scripts, file), "utf8")),
  ].join("\n");
}

async function ready(url: string): Promise<void> {
  const deadline = Date.now() + startLimitMs;
  for (;;) {
    try {
      const connection = await mysql.createConnection(url);
      await connection.end();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(100);
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
