import type { LockOwner } from "./lock-owner.js";

/** Another process has the embedded database open; two would destroy each other's data. */
export class DatabaseInUse extends Error {
  override readonly name = "DatabaseInUse";
  readonly owner: LockOwner | null;

  constructor(folder: string, owner: LockOwner | null) {
    const who = owner === null ? "another process" : `process ${owner.pid} on ${owner.host}`;
    super(
      `The embedded database in ${folder} is in use by ${who}. Stop that process, give this one another DATA_DIR, or set DATABASE_URL to use PostgreSQL, which several can share`,
    );
    this.owner = owner;
  }
}

/** Another process took the embedded database over, believing that this one had died: nothing is written any more. */
export class DatabaseLost extends Error {
  override readonly name = "DatabaseLost";

  constructor(folder: string) {
    super(
      `Another process has taken over the embedded database in ${folder}, because this one had not shown a sign of life. This process must end`,
    );
  }
}
