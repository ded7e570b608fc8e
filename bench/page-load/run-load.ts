import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type LoadPlan, type LoadResult, resultSchema } from "./plan.js";

const script = fileURLToPath(new URL("./main.js", import.meta.url));

/** Runs the load generator in a process of its own. */
export async function runLoad(plan: LoadPlan, folder: string): Promise<LoadResult> {
  const file = join(folder, "page-load.json");
  writeFileSync(file, JSON.stringify(plan));
  const { stdout } = await promisify(execFile)(process.execPath, [script, file], { maxBuffer: 1 << 26 });
  return resultSchema.parse(JSON.parse(stdout));
}
