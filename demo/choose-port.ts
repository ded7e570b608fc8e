import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { DemoError } from "./demo-error.js";

/**
 * The port for the app to listen on: the one that was asked for, or with 0 any free one.
 * Throws {@link DemoError} where something listens there already, on either loopback address, because a browser
 * may try both for "localhost".
 */
export async function choosePort(wanted: number): Promise<number> {
  const port = await tryPort(wanted, "127.0.0.1");
  await tryPort(port, "::1");
  return port;
}

async function tryPort(port: number, host: string): Promise<number> {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, "listening");
    const { port: found } = server.address() as AddressInfo;
    const closed = once(server, "close");
    server.close();
    await closed;
    return found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A machine without IPv6 has no ::1 to listen on.
    if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") return port;
    if (code === "EADDRINUSE") {
      throw new DemoError(
        `Port ${port} is in use. Choose another one, for example: PORT=${port + 1} npm run demo`,
      );
    }
    if (code === "EACCES") throw new DemoError(`Port ${port} may not be used here. Choose one above 1023.`);
    throw error;
  }
}
