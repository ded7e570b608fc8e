import { once } from "node:events";
import { createServer } from "node:net";
import { DemoError } from "./demo-error.js";

/** Throws {@link DemoError} where something listens on the port already. */
export async function requireFreePort(port: number): Promise<void> {
  for (const host of ["127.0.0.1", "::1"]) {
    const server = createServer();
    try {
      server.listen(port, host);
      await once(server, "listening");
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      // A machine without IPv6 has no ::1 to listen on.
      if (code === "EADDRNOTAVAIL" || code === "EAFNOSUPPORT") continue;
      if (code === "EADDRINUSE") {
        throw new DemoError(`Port ${port} is in use. Choose another one: PORT=${port + 1} npm run demo`);
      }
      if (code === "EACCES") throw new DemoError(`Port ${port} may not be used here. Choose one above 1023.`);
      throw error;
    } finally {
      server.close();
    }
  }
}
