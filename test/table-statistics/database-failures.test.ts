import { afterEach, beforeAll, afterAll, describe, expect, test } from "vitest";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createTableStatistics } from "../../src/table-statistics/create-table-statistics.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres/create-test-database.js";
import { failureOf } from "./failure-of.js";

const web = { owner: "acme", name: "web" };
const read = (url: string, silenceMs = 10_000) =>
  failureOf(
    createTableStatistics({
      sources: [{ name: "main", url, repositories: null }],
      clock: { now: () => new Date() },
      limits: { silenceMs, statementMs: silenceMs * 0.8, serverBytes: 1_000_000 },
    }).read("main", web),
  );

let server: Server | null = null;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

async function listen(connected: (socket: Socket) => void): Promise<number> {
  const listening = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    connected(socket);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return (listening.address() as AddressInfo).port;
}

describe.each(["postgres", "mysql"])("%s", (scheme) => {
  test("a server that hangs is left", async () => {
    const port = await listen(() => undefined);
    const error = await read(`${scheme}://me:hunter2@127.0.0.1:${port}/app`, 400);
    expect(error).toMatchObject({
      kind: "row-counts-unavailable",
      retryable: true,
      message: "Cannot read the row counts of main: no answer within 0.4 s",
    });
    expect(`${String(error.cause)}${error.stack ?? ""}`).not.toContain("hunter2");
  });

  test("a server that never stops sending is left", async () => {
    const port = await listen((socket) => {
      const junk = Buffer.alloc(65_536, 0x53);
      // A PostgreSQL "parameter status" of a gigabyte, or a MySQL packet of 16 MB: both wait for the rest of it.
      if (scheme === "postgres") socket.write(Buffer.from([0x53, 0x40, 0, 0, 0]));
      else socket.write(Buffer.from([0xff, 0xff, 0xff, 0]));
      const push = (): void => {
        while (!socket.destroyed && socket.write(junk));
      };
      socket.on("drain", push);
      push();
    });
    const error = await read(`${scheme}://me:hunter2@127.0.0.1:${port}/app`);
    expect(error.message).toMatch(/^Cannot read the row counts of main: its catalogue is larger than 1 MB$/);
  });

  test("a server that hangs up", async () => {
    const port = await listen((socket) => socket.end());
    const error = await read(`${scheme}://me:hunter2@127.0.0.1:${port}/app`);
    expect(error).toMatchObject({ kind: "row-counts-unavailable", retryable: true });
    expect(error.message).not.toContain("hunter2");
  });

  test("nobody listens", async () => {
    const port = await listen(() => undefined);
    await new Promise((resolve) => server?.close(resolve));
    const error = await read(`${scheme}://me:hunter2@127.0.0.1:${port}/app`);
    expect(error.message).toBe("Cannot read the row counts of main: connection refused");
  });

  test("TLS where its URL names a file that is not there, or a mode that is none", async () => {
    const missing = await read(`${scheme}://me@db.example.com/app?sslrootcert=/nowhere.pem`);
    expect(missing.message).toContain("the CA certificate that its URL names cannot be read");
    const mode = await read(`${scheme}://me@db.example.com/app?sslmode=maybe`);
    expect(mode.message).toContain("its URL's sslmode is none of disable, allow, prefer");
  });
});

describe("a real PostgreSQL", () => {
  let database: TestDatabase;
  beforeAll(async () => void (database = await createTestDatabase()));
  afterAll(() => database.drop());
  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };

  test("refuses a wrong password", async () => {
    const error = await read(changed((url) => (url.password = "hunter2")));
    expect(error).toMatchObject({
      retryable: false,
      message: 'Cannot read the row counts of main: password authentication failed for user "postgres"',
    });
  });

  test("has no such database", async () => {
    const error = await read(changed((url) => (url.pathname = "/nowhere")));
    expect(error.message).toBe('Cannot read the row counts of main: database "nowhere" does not exist');
  });

  test("has no TLS: require refuses, prefer goes on", async () => {
    const error = await read(changed((url) => url.searchParams.set("sslmode", "require")));
    expect(error).toMatchObject({ retryable: false });
    expect(error.message).toContain("the server has no TLS: add sslmode=disable to its URL if that is meant");
    const statistics = createTableStatistics({
      sources: [
        {
          name: "main",
          url: changed((url) => url.searchParams.set("sslmode", "prefer")),
          repositories: null,
        },
      ],
      clock: { now: () => new Date() },
    });
    expect((await statistics.read("main", web)).engine).toMatch(/^postgres \d/);
  });
});
