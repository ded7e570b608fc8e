import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { takesInUnreadBodies } from "../../../src/web/guards/unread-bodies.js";

const app = new Hono();
app.use(takesInUnreadBodies());
app.post("/refused", (context) => context.text("refused", 403));
app.post("/read", async (context) => context.text(`read ${(await context.req.text()).length}`));
app.get("/", (context) => context.text("here"));

const listener = getRequestListener(app.fetch);
const server = createServer((request, response) => void listener(request, response));
let sender: Socket;

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => server.close());

/** Sends a request of two halves and another one after it on the same connection; answers what came back. */
async function send(path: string, halves: readonly [string, string]): Promise<string> {
  sender = connect((server.address() as AddressInfo).port, "127.0.0.1");
  const size = halves.join("").length;
  sender.write(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${size}\r\n\r\n${halves[0]}`);
  await once(server, "request");
  // The adapter itself would wait for half a second, and then close the connection.
  setTimeout(
    () => sender.end(`${halves[1]}GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`),
    700,
  );
  return text(sender);
}

test.each([
  ["/refused", "refused"],
  ["/read", "read 200000"],
])("%s: whoever is slow to send gets this answer and the next", async (path, answer) => {
  const answers = await send(path, ["x".repeat(100_000), "y".repeat(100_000)]);
  expect(answers).toContain(answer);
  expect(answers).toMatch(/here$/);
});
