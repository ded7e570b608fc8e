import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";

/** A site on a port of this machine. */
export interface ServedWeb {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves a site over real HTTP on a free loopback port. */
export async function serveWeb(app: { fetch: Parameters<typeof getRequestListener>[0] }): Promise<ServedWeb> {
  const listener = getRequestListener(app.fetch);
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}
