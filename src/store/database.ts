import type { Kysely } from "kysely";
import type { EmbeddedConnection } from "./embedded/guarded-pglite.js";
import type { Schema } from "./schema.js";

/** An open database with its tables up to date. */
export interface Database {
  readonly kysely: Kysely<Schema>;
  /** What other users of the same database (the job queue) connect through. */
  readonly engine:
    | { readonly kind: "postgres"; readonly url: string }
    | { readonly kind: "embedded"; readonly pglite: EmbeddedConnection };
  /** Ends the connections, or closes the embedded database and gives up its folder. Close its other users before. */
  close(): Promise<void>;
}

export interface DatabaseEvents {
  /** Another process has taken the embedded database's folder: nothing is written any more, the process must end. */
  readonly onLost: (error: Error) => void;
  /** A connection that nobody was using broke; it is replaced by itself. */
  readonly onError: (error: Error) => void;
}
