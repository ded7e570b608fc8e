import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { createConnection } from "mysql2/promise";
import { findMariadb } from "./find-mariadb.js";

export interface RunningMariadb {
  /** The socket that it listens on; there is no port. The administrator is root, without a password. */
  readonly socketPath: string;
  stop(): Promise<void>;
}

const startLimitMs = 30_000;

/** Starts a MariaDB of its own in a temporary folder (some 2 s); null where no server's binary is found. */
export async function startMariadb({ bufferPool = "32M" } = {}): Promise<RunningMariadb | null> {
  const found = findMariadb();
  if (found === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "mariadb-"));
  const data = join(folder, "data");
  const log = join(folder, "log");
  const socketPath = join(folder, "socket");
  mkdirSync(data);
  const common = [
    ...["--no-defaults", `--datadir=${data}`, `--log-error=${log}`],
    ...[
      `--innodb-buffer-pool-size=${bufferPool}`,
      "--innodb-log-file-size=8M",
      "--innodb-flush-log-at-trx-commit=0",
    ],
    // Nothing needs to survive a crash, and waiting for the disk is most of what small tables cost.
    ...["--innodb-flush-method=nosync", "--sync-frm=0"],
    ...(process.getuid?.() === 0 ? ["--user=root"] : []),
  ];
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const fail = (cause: unknown): never => {
    const told = existsSync(log) ? readFileSync(log, "utf8").slice(-2_000) : "";
    remove();
    throw new Error(`MariaDB did not start:\n${told}`, { cause });
  };
  try {
    const bootstrap = spawn(found.server, [...common, "--bootstrap"], {
      stdio: ["pipe", "ignore", "ignore"],
    });
    bootstrap.stdin.end(found.systemTables);
    await ended(bootstrap);
  } catch (cause) {
    return fail(cause);
  }
  const server = spawn(
    found.server,
    [...common, `--socket=${socketPath}`, "--skip-networking", "--skip-grant-tables"],
    { stdio: "ignore" },
  );
  const end = ended(server);
  try {
    await untilReady(socketPath, server);
  } catch (cause) {
    server.kill("SIGKILL");
    await end;
    return fail(cause);
  }
  return {
    socketPath,
    async stop() {
      server.kill("SIGTERM");
      await end;
      remove();
    },
  };
}

async function untilReady(socketPath: string, server: ChildProcess): Promise<void> {
  const startedAt = Date.now();
  for (;;) {
    try {
      const connection = await createConnection({ socketPath, user: "root" });
      await connection.end();
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() - startedAt > startLimitMs) throw error;
      await sleep(50);
    }
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", () => {
      resolve();
    });
  });
}
