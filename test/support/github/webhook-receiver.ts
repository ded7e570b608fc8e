import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { readBody } from "./http/read-body.js";

export interface ReceivedWebhook {
  readonly event: string;
  readonly delivery: string;
  readonly headers: IncomingHttpHeaders;
  readonly raw: Buffer;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface WebhookReceiver {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** What is answered from now on; 202 at first. */
  answer: number;
  close(): Promise<void>;
}

/** An HTTP server that takes webhooks and keeps them. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((raw) => {
      const header = (name: string) => String(request.headers[name] ?? "");
      received.push({
        event: header("x-github-event"),
        delivery: header("x-github-delivery"),
        headers: request.headers,
        raw,
        payload: JSON.parse(raw.toString("utf8")) as Record<string, unknown>,
      });
      response.writeHead(receiver.answer).end("thanks");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    answer: 202,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
