import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { DemoError } from "./demo-error.js";

const appMain = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const exitWithParent = new URL("./exit-with-parent.js", import.meta.url).href;

/** The first start creates the embedded database, which takes a slow machine some seconds. */
const startMs = 60_000;
const stopMs = 10_000;

export interface RunningApp {
  readonly url: string;
  readonly logFile: string;
  /** Settles when the app ends; rejects with {@link DemoError} where nobody asked it to. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the app as `npm start` does, in a process of its own, and waits until it is ready. */
export async function startApp(options: {
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
}): Promise<RunningApp> {
  const { port, environment, logFile } = options;
  const log = createWriteStream(logFile);
  await once(log, "open");
  const child = spawn(process.execPath, ["--import", exitWithParent, appMain], {
    // Away from the project's folder, whose .env would be read: the demo must never touch a real database.
    cwd: dirname(logFile),
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...environment },
    stdio: ["ignore", log, log, "ipc"],
  });
  process.on("exit", () => child.kill("SIGKILL"));
  let stopping = false;
  const ended = once(child, "exit").then(() => {
    if (!stopping) throw new DemoError(`The app ended by itself. Its last words:\n${lastLines(logFile)}`);
  });
  ended.catch(() => undefined);
  const url = `http://localhost:${port}`;
  await Promise.race([untilReady(url, logFile), ended]);
  const stop = () => {
    stopping = true;
    return stopProcess(child);
  };
  return { url, logFile, ended, stop };
}

async function untilReady(url: string, logFile: string): Promise<void> {
  const deadline = Date.now() + startMs;
  while (Date.now() < deadline) {
    if (await answers(`${url}/readyz`)) return;
    await sleep(100);
  }
  throw new DemoError(
    `The app was not ready within ${startMs / 1000} s. Its last words:\n${lastLines(logFile)}`,
  );
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), stopMs);
  await exited;
  clearTimeout(timer);
}

function lastLines(file: string): string {
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}
