import type { PGlite, QueryOptions, Results, Transaction } from "@electric-sql/pglite";
import type { FolderLock } from "./folder-lock.js";

/** What Kysely and pg-boss need of the embedded database. */
export interface EmbeddedConnection {
  query<T>(text: string, parameters?: unknown[], options?: QueryOptions): Promise<Results<T>>;
  exec(text: string): Promise<Results[]>;
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  listen(channel: string, onNotification: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
  readonly waitReady: Promise<void>;
  readonly ready: boolean;
  readonly closed: boolean;
}

/** The embedded database, used only as long as its folder is ours. */
export function guardPglite(pglite: PGlite, lock: FolderLock): EmbeddedConnection {
  return {
    async query<T>(text: string, parameters?: unknown[], options?: QueryOptions) {
      await lock.check();
      return pglite.query<T>(text, parameters, options);
    },
    async exec(text) {
      await lock.check();
      return pglite.exec(text);
    },
    async transaction(work) {
      await lock.check();
      return pglite.transaction(work);
    },
    listen: (channel, onNotification) => pglite.listen(channel, onNotification),
    close: () => pglite.close(),
    waitReady: pglite.waitReady,
    get ready() {
      return pglite.ready;
    },
    get closed() {
      return pglite.closed;
    },
  };
}
