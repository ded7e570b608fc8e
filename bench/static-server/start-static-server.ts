import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Cleanup } from "../../demo/cleanup.js";
import type { FetchedPage } from "../page-load/first-load.js";
import { freePort } from "../world/free-port.js";
import { startChild } from "../world/start-child.js";

const script = fileURLToPath(new URL("./main.js", import.meta.url));
/** They belong to the connection, or are written for each answer. */
const perAnswer = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "date"]);

/** A process that does nothing but send the same bytes as the page. */
export async function startStaticServer(
  { headers, body }: FetchedPage,
  { folder, cleanup }: { readonly folder: string; readonly cleanup: Cleanup },
): Promise<{ readonly url: string; readonly pid: number }> {
  const [file, headersFile] = [join(folder, "page"), join(folder, "page-headers.json")];
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !perAnswer.has(name)));
  writeFileSync(file, body);
  writeFileSync(headersFile, JSON.stringify(kept));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const child = await startChild({
    script,
    folder,
    logFile: join(folder, "static-server.log"),
    readyUrl: url,
    environment: { FILE: file, HEADERS: headersFile, PORT: String(port) },
  });
  cleanup.add(() => child.stop());
  return { url, pid: child.pid };
}
