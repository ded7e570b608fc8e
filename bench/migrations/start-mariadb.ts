import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import mysql from "mysql2/promise";
import { freePort } from "../world/free-port.js";
import type { RunningServer } from "./start-server.js";

const binaries = ["/usr/sbin/mariadbd", "/usr/local/sbin/mariadbd", "/usr/local/bin/mariadbd"];
const scriptFolders = ["/usr/share/mysql", "/usr/share/mariadb", "/usr/local/share/mariadb"];
/** As releases up to 10 and from 11 call them. */
const scripts = ["system_tables", "performance_tables", "system_tables_data"];
const startLimitMs = 60_000;

/** MariaDB in a temporary folder, as Debian's mariadb-server-core has it; null where there is none. */
export async function startMariadb(): Promise<RunningServer | null> {
  const binary = binaries.find((file) => existsSync(file));
  const sql = binary === undefined ? null : systemTables();
  if (binary === undefined || sql === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "mariadb-"));
  const data = join(folder, "data");
  mkdirSync(data);
  const common = ["--no-defaults", `--datadir=${data}`, ...(process.getuid?.() === 0 ? ["--user=root"] : [])];
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const bootstrap = spawn(binary, [...common, "--bootstrap"], { stdio: ["pipe", "ignore", "ignore"] });
    bootstrap.stdin.end(sql);
    await ended(bootstrap);
    const port = await freePort();
    const place = [`--port=${port}`, "--bind-address=127.0.0.1", `--socket=${join(folder, "socket")}`];
    const server = spawn(binary, [...common, ...place, `--log-error=${join(folder, "log")}`], {
      stdio: "ignore",
    });
    const url = `mysql://root@127.0.0.1:${port}/`;
    await untilReady(url, server, join(folder, "log"));
    return {
      url,
      async stop() {
        const end = ended(server);
        server.kill("SIGTERM");
        await end;
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function systemTables(): string | null {
  for (const folder of scriptFolders)
    for (const prefix of ["mysql", "mariadb"]) {
      const files = scripts.map((name) => join(folder, `${prefix}_${name}.sql`));
      if (!files.every((file) => existsSync(file))) continue;
      return [
        "create database if not exists mysql;\nuse mysql;\n",
        ...files.map((file) => readFileSync(file, "utf8")),
        "flush privileges;\ncreate user if not exists root@'127.0.0.1';\n",
        "grant all on *.* to root@'127.0.0.1' with grant option;\n",
      ].join("");
    }
  return null;
}

async function untilReady(url: string, server: ChildProcess, log: string): Promise<void> {
  for (const startedAt = Date.now(); Date.now() - startedAt < startLimitMs; await sleep(200)) {
    if (server.exitCode !== null) break;
    try {
      await (await mysql.createConnection(url)).end();
      return;
    } catch {
      // Not yet.
    }
  }
  server.kill("SIGKILL");
  throw new Error(
    `MariaDB did not start:\n${existsSync(log) ? readFileSync(log, "utf8").slice(-2_000) : ""}`,
  );
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => resolve());
  });
}
