import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { z } from "zod";
import { errorCode } from "./error-code.js";

const schema = z.object({
  id: z.uuid(),
  host: z.string(),
  pid: z.int().positive(),
  /** What the process id counts within: containers on one host may share its name, but not this. */
  pidNamespace: z.string().nullable(),
  /** When the process started, in ticks since boot: tells a process from a later one with the same id. */
  startTicks: z.string().nullable(),
});

/** The process that holds a lock file, as the file says. */
export type LockOwner = z.infer<typeof schema>;

export function currentProcess(): LockOwner {
  return {
    id: randomUUID(),
    host: hostname(),
    pid: process.pid,
    pidNamespace: pidNamespace(),
    startTicks: startTicks(process.pid),
  };
}

/** Null where the text is no lock owner: a file cut short by a crash, or not ours. */
export function parseLockOwner(text: string): LockOwner | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Whether the owner's process lives, as far as this process can see: `unknown` where it runs on another host or
 * in another container.
 */
export function fateOf(owner: LockOwner): "alive" | "dead" | "unknown" {
  if (owner.host !== hostname() || owner.pidNamespace !== pidNamespace()) return "unknown";
  if (!processExists(owner.pid)) return "dead";
  const stat = processStat(owner.pid);
  if (stat === null || owner.startTicks === null) return "unknown";
  return stat.startTicks === owner.startTicks && !/[ZXx]/.test(stat.state) ? "alive" : "dead";
}

/** Linux: the kernel's number of the namespace, with the boot that it belongs to. Elsewhere null. */
function pidNamespace(): string | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return null;
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== "ESRCH";
  }
}

function startTicks(pid: number): string | null {
  return processStat(pid)?.startTicks ?? null;
}

/** /proc/<pid>/stat as proc(5) describes it: state and start are fields 3 and 22. Null where there is no /proc. */
function processStat(pid: number): { readonly state: string; readonly startTicks: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fieldsFromState = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state, startTicks] = [fieldsFromState[0], fieldsFromState[19]];
    return state === undefined || startTicks === undefined ? null : { state, startTicks };
  } catch {
    return null;
  }
}
