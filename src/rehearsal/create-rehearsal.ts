import type { Rehearse } from "../migrations/rehearsal.js";

export interface RehearsalOptions {
  /** Milliseconds that it may take, looked at between statements: one by itself may take longer. */
  readonly limitMs?: number;
}

/** PGlite needs a few seconds to start. */
const defaultLimitMs = 30_000;

/** Tries a deploy's migrations out on an empty copy of production's schema, where that is known. Never throws. */
export function createRehearsal({ limitMs = defaultLimitMs }: RehearsalOptions = {}): Rehearse {
  return async (request) => {
    if (request.engine.family !== "postgres") return null;
    try {
      const { rehearsePostgres } = await import("./postgres/rehearse-postgres.js");
      return await rehearsePostgres(request, limitMs);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { reason: `the copy of the schema cannot be used: ${reason.replace(/\.?\s*$/, "")}` };
    }
  };
}
