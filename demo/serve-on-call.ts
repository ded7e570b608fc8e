import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface LocalRota {
  /** Answers who is on call, as the app asks it. */
  readonly url: string;
  close(): Promise<void>;
}

const shiftMs = 6 * 60 * 60_000;

/** Starts what stands in for a team's rota: one person, whose shift began when the demo did. */
export async function serveOnCall(person: {
  readonly login: string;
  readonly name: string;
}): Promise<LocalRota> {
  const until = new Date(Date.now() + shiftMs).toISOString();
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ users: [{ ...person, until }] }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/on-call.json`,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
