import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createTestDatabase, type TestDatabase } from "../support/postgres/create-test-database.js";
import { runCli } from "../support/run-cli.js";
import { runCommand } from "../support/run-command.js";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "calibrate-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.drop();
});

async function schemas(): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query("select nspname from pg_namespace where nspname like 'pre_deploy%'");
  await client.end();
  return rows as unknown[];
}

test("measures the server that the environment names, and estimate takes what it prints", async () => {
  const args = ["calibrate", "--yes", "--rows", "1000,2000", "--format", "json"];
  const { code, stdout, stderr } = await runCli(args, { env: { DATABASE_URL_CALIBRATE: database.url } });
  expect({ code, told: stderr }).toMatchObject({ code: 0 });
  expect(stderr).toMatch(
    /makes the schema pre_deploy_checker_calibration_\w+, fills tables of 1,000 and 2,000 rows/,
  );
  expect(stderr).toMatch(/Measuring 2,000 wide rows, 3 indexes/);
  expect(stderr).not.toMatch(/postgres:test/);
  expect(await schemas()).toEqual([]);

  const rates = join(folder, "rates.json");
  writeFileSync(rates, stdout);
  writeFileSync(join(folder, "V1__widen.sql"), "alter table calls alter column amount type bigint;");
  writeFileSync(
    join(folder, "counts.json"),
    JSON.stringify({
      tables: {
        calls: { rows: 1e9, bytes: 1e12, heapBytes: 9e11, columns: { amount: "integer" }, indexes: {} },
      },
    }),
  );
  const estimate = ["estimate", "--engine", "postgres:18", "--row-counts", join(folder, "counts.json")];
  const files = [join(folder, "V1__widen.sql"), "--format", "json"];
  const [plain, measured] = await Promise.all([
    runCli([...estimate, ...files]),
    runCli([...estimate, "--rates", rates, ...files]),
  ]);
  const seconds = ({ stdout: text }: { readonly stdout: string }): unknown =>
    (JSON.parse(text) as { migrations: { seconds: unknown }[] }).migrations[0]?.seconds;
  expect(measured.code).toBe(0);
  expect(seconds(measured)).not.toEqual(seconds(plain));
});

test("for people: a table of the classes, then the file to keep", async () => {
  const args = ["calibrate", "--yes", "--rows", "1000", "--database-url", database.url];
  const { code, stdout } = await runCommand(args);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Measured on postgres \d+.*: \d+ durations\.$/m);
  expect(stdout).toMatch(/^rewrite .* × \d\.\d\d$/m);
  expect(JSON.parse(stdout.slice(stdout.indexOf("{")))).toMatchObject({ version: 1, rates: { scan: {} } });
});

test("Ctrl-C drops what was made", async () => {
  const loader = pathToFileURL(resolve("test/support/run-typescript.js")).href;
  const args = [
    "src/cli/main.ts",
    "calibrate",
    "--yes",
    "--rows",
    "50000000",
    "--database-url",
    database.url,
  ];
  const child = spawn(process.execPath, ["--import", loader, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => {
    if (!told.includes("Measuring") && String(chunk).includes("Measuring"))
      setTimeout(() => child.kill("SIGINT"), 500);
    told += String(chunk);
  });
  const code = await new Promise((done) => child.on("close", done));
  expect(told).toMatch(/Interrupted: what was made has been dropped/);
  expect(code).toBe(2);
  expect(await schemas()).toEqual([]);
});

describe("writes nothing", () => {
  test.each<[string, readonly string[], RegExp]>([
    ["where no server is named", ["--yes"], /--database-url, or with DATABASE_URL_CALIBRATE/],
    ["where nobody can be asked", ["--database-url", "postgres://x@localhost/x"], /say --yes/],
    [
      "on another kind of server",
      ["--yes", "--database-url", "https://x:s3cret@localhost/"],
      /neither postgres/,
    ],
    [
      "where it cannot connect",
      ["--yes", "--database-url", "mysql://x:s3cret@127.0.0.1:1/"],
      /connection refused/,
    ],
    ["with so many rows", ["--yes", "--rows", "1e12"], /from 1,000 to 100 million/],
    ["with so strange a limit", ["--yes", "--time-limit", "long"], /--time-limit "long" is no duration/],
  ])("%s", async (_name, args, message) => {
    const { code, stdout, stderr } = await runCommand(["calibrate", ...args]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/s3cret/);
  });
});

describe("estimate --rates refuses", () => {
  test.each<[string, string, RegExp]>([
    ["another engine's rates", '{"version":1,"engine":"mysql 8.0","rates":{}}', /measured on mysql 8\.0/],
    ["what is no file of rates", '{"version":1,"rates":{"scan":{"perRow":-1}}}', /scan\.perRow is negative/],
  ])("%s", async (_name, text, message) => {
    const rates = join(folder, "refused.json");
    writeFileSync(rates, text);
    const { code, stderr } = await runCommand(
      ["estimate", "--engine", "postgres:18", "--rates", rates, "-"],
      {
        input: "select 1;",
      },
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});
