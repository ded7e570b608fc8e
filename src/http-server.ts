import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers a request, or says that it is not one of its own. */
export type Listener = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

export interface HttpServer {
  readonly port: number;
  /** Takes no more requests, and waits for those that run. */
  close(): Promise<void>;
}

/** The address is taken, or may not be listened on. */
export class CannotListen extends Error {
  override readonly name = "CannotListen";

  constructor(host: string, port: number, cause: NodeJS.ErrnoException) {
    const why =
      cause.code === "EADDRINUSE"
        ? "something else listens there; choose another PORT"
        : (cause.code ?? cause.message);
    super(`Cannot listen on ${host}:${port}: ${why}`, { cause });
  }
}

/** Listens, and asks each listener in turn until one answers. @throws CannotListen */
export async function startHttpServer(
  address: { readonly host: string; readonly port: number },
  listeners: readonly Listener[],
  onError: (error: unknown) => void,
): Promise<HttpServer> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    for (const listener of listeners) if (await listener(request, response)) return;
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      onError(error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end("The request could not be answered.\n");
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new CannotListen(address.host, address.port, error)));
    server.listen(address.port, address.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}
