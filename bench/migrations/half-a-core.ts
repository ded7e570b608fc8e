import { execFileSync, spawn } from "node:child_process";
import { availableParallelism } from "node:os";

/**
 * Leaves a process, and those that it starts, half of one processor's time: a process that never rests has the other
 * half. Answers what ends that one.
 */
export function leaveHalfACore(pid: number): () => void {
  const core = String(availableParallelism() - 1);
  execFileSync("taskset", ["--all-tasks", "--cpu-list", "--pid", core, String(pid)], { stdio: "ignore" });
  const rival = spawn("taskset", ["--cpu-list", core, process.execPath, "-e", "for (;;);"], {
    stdio: "ignore",
  });
  return () => void rival.kill("SIGKILL");
}
