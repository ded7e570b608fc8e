import { formatEngine, parseEngine, UnknownEngine, type Engine } from "./engine.js";

/** Why nothing can be told of migrations: production's own server is of another kind than the policy says; else null. */
export function otherEngine(policy: Engine, told: string | null): string | null {
  if (told === null) return null;
  try {
    const server = parseEngine(told);
    if (server.family === policy.family) return null;
    return `it is judged as ${formatEngine(policy)}, but the row counts come from ${formatEngine(server)}: the engine is wrong`;
  } catch (error) {
    if (error instanceof UnknownEngine) return null;
    throw error;
  }
}
