import type { Rehearse } from "../migrations/rehearsal.js";

export interface RehearsalOptions {
  /** Milliseconds that it may take once the copy's server runs, looked at between statements: one may take longer. */
  readonly limitMs?: number;
  /** The server for MySQL's and MariaDB's migrations (REHEARSAL_URL); null or left out: there is none. */
  readonly url?: string | null;
  /** The data of a PostgreSQL nobody has written to yet, made before; left out: made anew, which takes three seconds. */
  readonly emptyPostgres?: Blob;
}

const defaultLimitMs = 30_000;

/** Tries a deploy's migrations out on an empty copy of production's schema, where that is known. Never throws. */
export function createRehearsal({
  limitMs = defaultLimitMs,
  url = null,
  emptyPostgres,
}: RehearsalOptions = {}): Rehearse {
  return async (request) => {
    try {
      if (request.engine.family !== "postgres") {
        if (url === null) return null;
        const { rehearseMysql } = await import("./mysql/rehearse-mysql.js");
        return await rehearseMysql(request, { url, limitMs });
      }
      const { rehearsePostgres } = await import("./postgres/rehearse-postgres.js");
      return await rehearsePostgres(request, limitMs, emptyPostgres);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { reason: `the copy of the schema cannot be used: ${reason.replace(/\.?\s*$/, "")}` };
    }
  };
}
