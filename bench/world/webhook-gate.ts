import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Agent, request } from "undici";

/** A signed delivery as the code host sent it. */
export interface HeldDelivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Stands between the local GitHub and who listens. Pushes are held, so that the clock can start when one is let go;
 * everything else is passed on at once.
 */
export interface WebhookGate {
  readonly url: string;
  /** Who gets what is passed on; null: nobody. */
  target: string | null;
  /** The next push that was held. */
  nextPush(): Promise<HeldDelivery>;
  /** Resolves with the answer's status code. */
  deliver(url: string, delivery: HeldDelivery): Promise<number>;
  close(): Promise<void>;
}

export async function startWebhookGate(): Promise<WebhookGate> {
  const agent = new Agent();
  const held: HeldDelivery[] = [];
  const waiting: ((delivery: HeldDelivery) => void)[] = [];

  const deliver = async (url: string, { headers, body }: HeldDelivery): Promise<number> => {
    const answer = await request(url, { method: "POST", headers, body, dispatcher: agent });
    await answer.body.dump();
    return answer.statusCode;
  };

  const receive = async (incoming: IncomingMessage): Promise<number> => {
    const delivery = { headers: deliveryHeaders(incoming), body: await readBody(incoming) };
    if (delivery.headers["x-github-event"] !== "push")
      return gate.target === null ? 202 : deliver(gate.target, delivery);
    const taker = waiting.shift();
    if (taker === undefined) held.push(delivery);
    else taker(delivery);
    return 202;
  };

  const server = createServer((incoming, response) => {
    receive(incoming).then(
      (status) => response.writeHead(status).end(),
      () => response.writeHead(502).end(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const gate: WebhookGate = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: null,
    nextPush() {
      const first = held.shift();
      if (first !== undefined) return Promise.resolve(first);
      return new Promise((resolve) => waiting.push(resolve));
    },
    deliver,
    async close() {
      server.closeAllConnections();
      server.close();
      await agent.close();
    },
  };
  return gate;
}

function deliveryHeaders(incoming: IncomingMessage): Record<string, string> {
  const kept = Object.entries(incoming.headers).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === "string" && /^(x-|content-type|user-agent)/.test(entry[0]),
  );
  return Object.fromEntries(kept);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
