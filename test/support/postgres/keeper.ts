// Runs one PostgreSQL for a whole test run, as a process of its own: `keeper.ts <folder> <pid>`. Writes the server's
// URL to <folder>/url, and ends with the server once the folder or the process <pid> is gone, however that ended.
import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startPostgres, type RunningPostgres } from "./start-postgres.js";

const [folder, pid] = process.argv.slice(2);
if (folder === undefined || pid === undefined) throw new Error("usage: keeper.ts <folder> <pid>");

let server: RunningPostgres | null = null;
try {
  server = await startPostgres();
  publish("url", server.url);
} catch (error) {
  publish("failure", error instanceof Error ? (error.stack ?? error.message) : String(error));
}
while (existsSync(folder) && isAlive(Number(pid))) await sleep(200);
await server?.stop();
rmSync(folder, { recursive: true, force: true });

/** Nobody sees a half-written file. Where the folder is gone already, nobody waits for it either. */
function publish(name: string, text: string): void {
  if (folder === undefined || !existsSync(folder)) return;
  const file = join(folder, name);
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
