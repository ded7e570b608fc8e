import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.js";
import { startChild, type RunningChild } from "./start-child.js";

const script = fileURLToPath(new URL("../idle-pglite/main.js", import.meta.url));

/** A process that has an embedded database open, and does nothing with it. */
export async function startIdlePglite(folder: string): Promise<RunningChild> {
  const port = await freePort();
  return startChild({
    script,
    folder,
    logFile: join(folder, "idle-pglite.log"),
    readyUrl: `http://127.0.0.1:${port}/`,
    environment: { FOLDER: join(folder, "idle-pglite"), PORT: String(port) },
  });
}
