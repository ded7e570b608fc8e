import { afterEach, expect, test } from "vitest";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createTableStatistics } from "../../src/table-statistics/create-table-statistics.js";
import { failureOf } from "./failure-of.js";

const web = { owner: "acme", name: "web" };
let server: Server | null = null;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
});

/** A source at a server that answers so; its clock moves on by ten minutes with every look at it. */
async function source(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  user = "",
  silenceMs = 10_000,
) {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  let now = 0;
  return createTableStatistics({
    sources: [
      { name: "main", url: `http://${user}127.0.0.1:${port}/rows.json?sig=tok-123`, repositories: null },
    ],
    clock: { now: () => new Date((now += 600_000)) },
    limits: { silenceMs, fileBytes: 1_000_000 },
  });
}

const file = '{"tables": {"calls": {"rows": 7}}}';

test("reads the file with its credentials, dated by the server", async () => {
  const asked: IncomingMessage[] = [];
  const statistics = await source((request, response) => {
    asked.push(request);
    response.setHeader("last-modified", "Fri, 20 Nov 2026 04:00:00 GMT").end(file);
  }, "me:p%40ss@");
  const facts = await statistics.read("main", web);
  expect(facts).toMatchObject({ takenAt: "2026-11-20T04:00:00.000Z", tables: { calls: { rows: 7 } } });
  expect(asked[0]?.url).toBe("/rows.json?sig=tok-123");
  expect(asked[0]?.headers.authorization).toBe(`Basic ${Buffer.from("me:p@ss").toString("base64")}`);
});

test("an unchanged file is not sent again", async () => {
  const tags: unknown[] = [];
  const statistics = await source((request, response) => {
    tags.push(request.headers["if-none-match"]);
    if (request.headers["if-none-match"] === '"1"') response.writeHead(304).end();
    else response.setHeader("etag", '"1"').end(file);
  });
  const first = await statistics.read("main", web);
  expect(await statistics.read("main", web)).toEqual(first);
  expect(tags).toEqual([undefined, '"1"']);
});

test("who asks while it is read waits for the same answer", async () => {
  let asked = 0;
  const statistics = await source((_request, response) => {
    asked += 1;
    setTimeout(() => response.end(file), 50);
  });
  await Promise.all([1, 2, 3].map(() => statistics.read("main", web)));
  expect(asked).toBe(1);
});

test.each<[string, (response: ServerResponse) => void, string, boolean]>([
  ["an error", (response) => response.writeHead(503).end(), "the server answered 503", true],
  ["304 unasked", (response) => response.writeHead(304).end(), "the server answered 304", true],
  [
    "wrong credentials",
    (response) => response.writeHead(401).end(),
    "the server did not accept the credentials (401)",
    false,
  ],
  [
    "a redirect",
    (response) => response.writeHead(302, { location: "https://elsewhere.test/" }).end(),
    "the address redirects to another (302), which is not followed",
    false,
  ],
  ["a page", (response) => response.end("<html>"), "the row-count file cannot be used: it is not JSON", true],
  ["silence", () => undefined, "no answer within 0.3 s", true],
  ["half an answer", (response) => response.writeHead(200).write("{"), "no answer within 0.3 s", true],
  ["an end", (response) => response.destroy(), "connection lost", true],
  ["too much", (response) => response.end(Buffer.alloc(1_000_001, " ")), "it is larger than 1 MB", true],
])("%s is an outage", async (_name, answer, reason, retryable) => {
  const statistics = await source(
    (_request, response) => answer(response),
    "me:hunter2@",
    reason.startsWith("no answer") ? 300 : 10_000,
  );
  const error = await failureOf(statistics.read("main", web));
  expect(error).toMatchObject({ kind: "row-counts-unavailable", retryable });
  expect(error.message).toContain(`Cannot read the row counts of main: ${reason}`);
  expect(`${error.message} ${String(error.cause)} ${error.stack ?? ""}`).not.toMatch(/hunter2|tok-123/);
});

test("nobody listens", async () => {
  const statistics = await source(() => undefined);
  await new Promise((resolve) => server?.close(resolve));
  expect((await failureOf(statistics.read("main", web))).message).toContain("connection refused");
});
