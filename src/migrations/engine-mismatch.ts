import { formatEngine, parseEngine, UnknownEngine, type Engine } from "./engine.js";

/** One sentence where the server says that it is another engine than the policy, or of another series; else null. */
export function engineMismatch(policy: Engine, told: string): string | null {
  try {
    const server = parseEngine(told);
    const same =
      server.family === policy.family &&
      server.major === policy.major &&
      (server.family === "postgres" || policy.minor === null || server.minor === policy.minor);
    if (same) return null;
    return `The row counts come from ${formatEngine(server)}, but the policy says ${formatEngine(policy)}: estimates follow the policy`;
  } catch (error) {
    if (!(error instanceof UnknownEngine)) throw error;
    return `The row counts come from ${JSON.stringify(told.slice(0, 60))}, which is no engine that is known here`;
  }
}
