import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { resolve } from "node:path";

export interface SourceProcess {
  readonly pid: number;
  /** What it has printed so far. */
  readonly lines: readonly string[];
  /** Throws where it has ended by itself. */
  assertRunning(): void;
  /** Ends it at once (SIGKILL), and waits until it is gone. */
  kill(): Promise<void>;
}

/** Runs a source file as a process of its own, without a build. */
export function startSource(file: string, parameters: readonly string[]): SourceProcess {
  const loader = resolve("test/support/run-typescript.js");
  const child = spawn(process.execPath, ["--import", loader, resolve(file), ...parameters], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: string[] = [];
  let errors = "";
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const closed = once(child, "close");
  return {
    pid: child.pid ?? 0,
    lines,
    assertRunning() {
      if (child.exitCode !== null) throw new Error(`${file} ended with ${child.exitCode}: ${errors}`);
    },
    async kill() {
      child.kill("SIGKILL");
      await closed;
    },
  };
}
