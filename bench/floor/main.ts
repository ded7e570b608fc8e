// The least that anything could do between a push and its status: listens like the app, and does only what cannot be
// left out, with nothing but undici and git. What it leaves out: verifying, remembering, explaining.
import { createServer, type IncomingMessage } from "node:http";
import { handlePush } from "./handle-push.js";
import { readFloorSettings } from "./settings.js";

const settings = readFloorSettings(process.env);

const server = createServer((request, response) => {
  readBody(request).then(
    (body) => {
      response.writeHead(202).end();
      if (request.headers["x-github-event"] !== "push") return;
      handlePush(settings, JSON.parse(body) as Parameters<typeof handlePush>[1]).catch((error: unknown) => {
        console.error(error);
        process.exit(1);
      });
    },
    () => response.destroy(),
  );
});
server.listen(settings.port, "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
