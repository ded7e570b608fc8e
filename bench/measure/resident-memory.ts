import { readFileSync } from "node:fs";

const sampleMs = 50;

/** What a process has in memory now, in bytes, its children excluded: VmRSS of proc_pid_status(5), Linux only. */
export function residentMemory(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

/** The most that a process has in memory while something is done, in bytes, looked at every 50 ms. */
export async function peakMemory(pid: number, work: () => Promise<unknown>): Promise<number> {
  let peak = residentMemory(pid);
  const timer = setInterval(() => {
    peak = Math.max(peak, residentMemory(pid));
  }, sampleMs);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  return Math.max(peak, residentMemory(pid));
}
