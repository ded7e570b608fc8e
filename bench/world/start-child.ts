import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const exitWithParent = new URL("../../demo/exit-with-parent.js", import.meta.url).href;
const startMs = 60_000;
const stopMs = 30_000;

export interface RunningChild {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts a Node process that ends with this one, and waits until `readyUrl` answers well. */
export async function startChild(options: {
  readonly script: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly logFile: string;
  readonly readyUrl: string;
  /** For node itself, such as `--cpu-prof`. */
  readonly nodeArguments?: readonly string[];
}): Promise<RunningChild> {
  const { script, environment, folder, logFile, readyUrl, nodeArguments = [] } = options;
  const log = createWriteStream(logFile);
  await once(log, "open");
  const child = spawn(process.execPath, [...nodeArguments, "--import", exitWithParent, script], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment },
    stdio: ["ignore", log, log, "ipc"],
  });
  const deadline = Date.now() + startMs;
  while (!(await answers(readyUrl))) {
    if (hasEnded(child) || Date.now() > deadline)
      throw new Error(`${script} did not start:\n${readFileSync(logFile, "utf8").slice(-4_000)}`);
    await sleep(50);
  }
  return { pid: child.pid ?? 0, stop: () => stopChild(child) };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopMs);
  await exited;
  clearTimeout(timer);
}
