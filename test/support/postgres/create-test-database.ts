import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export interface TestDatabase {
  /** postgres://... of an empty database that nobody else uses. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

const startLimitMs = 30_000;
const patientAttempts = 5;
/** https://www.postgresql.org/docs/current/errcodes-appendix.html: object_in_use */
const inUse = "55006";

/** What databases of a kind begin with: filled once a test run, then copied. */
export interface Template {
  /** A word in small letters. */
  readonly name: string;
  /** Fills the empty database at `url`, and leaves no connection behind. */
  readonly fill: (url: string) => Promise<void>;
}

/** A database of its own on the PostgreSQL that this test run shares; the first call starts the server. */
export async function createTestDatabase(template?: Template): Promise<TestDatabase> {
  const { folder, server } = await sharedServer();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  if (template !== undefined) await fillOnce(folder, server, template);
  // Copying the files takes half of what copying through the write-ahead log takes.
  const like = template === undefined ? "" : ` template ${template.name} strategy file_copy`;
  await administer(server, `create database ${name}${like}`);
  return { url: databaseUrl(server, name), drop: () => drop(server, name) };
}

async function fillOnce(folder: string, server: string, { name, fill }: Template): Promise<void> {
  const [ready, failure] = [join(folder, `${name}-ready`), join(folder, `${name}-failure`)];
  if (claims(join(folder, `${name}-claimed`))) {
    try {
      await administer(server, `create database ${name}_new`);
      await fill(databaseUrl(server, `${name}_new`));
      if (!(await untilUnused(server, `alter database ${name}_new rename to ${name}`)))
        throw new Error(`${name} is still in use after it was filled`);
      writeFileSync(ready, "");
    } catch (error) {
      writeFileSync(failure, error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }
  const deadline = Date.now() + startLimitMs;
  while (!existsSync(ready)) {
    if (existsSync(failure)) throw new Error(readFileSync(failure, "utf8"));
    if (Date.now() > deadline)
      throw new Error(`The template ${name} was not filled within ${startLimitMs} ms`);
    await sleep(20);
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Lets connections end that are about to: one that is cut off while it ends fails in whoever had it. */
async function drop(server: string, name: string): Promise<void> {
  const statement = `drop database if exists ${name}`;
  if (!(await untilUnused(server, statement))) await administer(server, `${statement} with (force)`);
}

/** Whether a statement about a whole database could be carried out once its last connections had ended. */
async function untilUnused(server: string, statement: string): Promise<boolean> {
  for (let attempt = 0; attempt < patientAttempts; attempt++) {
    const isDone = await administer(server, statement).then(
      () => true,
      (error: unknown) => {
        if (error instanceof pg.DatabaseError && error.code === inUse) return false;
        throw error;
      },
    );
    if (isDone) return true;
    await sleep(20);
  }
  return false;
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

async function sharedServer(): Promise<{ folder: string; server: string }> {
  const { TEST_POSTGRES_FOLDER: folder, TEST_POSTGRES_OWNER: owner } = process.env;
  if (folder === undefined || owner === undefined)
    throw new Error("the global setup of the tests has not run");
  if (claims(join(folder, "claimed"))) startKeeper(folder, owner);
  const deadline = Date.now() + startLimitMs;
  while (Date.now() < deadline) {
    const [url, failure] = [join(folder, "url"), join(folder, "failure")];
    if (existsSync(url)) return { folder, server: readFileSync(url, "utf8") };
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
