import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export interface TestDatabase {
  /** postgres://... of an empty database that nobody else uses. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

const startLimitMs = 30_000;

/** A database of its own on the PostgreSQL that this test run shares; the first call starts the server. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await serverUrl();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(server, `drop database if exists ${name} with (force)`) };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function serverUrl(): Promise<string> {
  const { TEST_POSTGRES_FOLDER: folder, TEST_POSTGRES_OWNER: owner } = process.env;
  if (folder === undefined || owner === undefined)
    throw new Error("the global setup of the tests has not run");
  if (claims(join(folder, "claimed"))) startKeeper(folder, owner);
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    const [url, failure] = [join(folder, "url"), join(folder, "failure")];
    if (existsSync(url)) return readFileSync(url, "utf8");
    if (existsSync(failure)) throw new Error(readFileSync(failure, "utf8"));
    await sleep(20);
  }
  throw new Error(`PostgreSQL did not start within ${startLimitMs} ms`);
}

/** True for the first of all who ask. */
function claims(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

function startKeeper(folder: string, owner: string): void {
  const support = resolve("test/support");
  const keeper = spawn(
    process.execPath,
    ["--import", join(support, "run-typescript.js"), join(support, "postgres/keeper.ts"), folder, owner],
    { detached: true, stdio: "ignore" },
  );
  keeper.unref();
}
