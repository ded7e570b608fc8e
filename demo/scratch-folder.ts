import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The one folder that the demo writes to. It goes when the process ends, also when it crashes. */
export function createScratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pre-deploy-checker-demo-")));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
