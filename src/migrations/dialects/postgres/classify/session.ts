import type { SchemaSnapshot } from "../schema/deploy-schema.js";

/** What lasts from statement to statement: the transaction, the time zone, the limit on waiting for locks. */
export class Session {
  #last = 0;
  /** Null: outside of any; 0: begun, and not numbered before its first operation. */
  #transaction: number | null = null;
  #zone: string | null = null;
  #localZone: string | null = null;
  #lockTimeout: string | null = null;
  /** By the name of the savepoint; the transaction's own start has none. */
  readonly #savepoints = new Map<string, SchemaSnapshot>();

  /** A new migration's session. @param zone the time zone that its tool sets; null: not known */
  start(zone: string | null): void {
    this.end();
    this.#zone = zone;
    this.#lockTimeout = null;
  }

  get inTransaction(): boolean {
    return this.#transaction !== null;
  }

  /** The number of the transaction around; null: outside of any. */
  get transaction(): number | null {
    if (this.#transaction === 0) {
      this.#last += 1;
      this.#transaction = this.#last;
    }
    return this.#transaction;
  }

  /** Within a transaction it does nothing, as BEGIN does. */
  begin(snapshot: SchemaSnapshot): void {
    if (this.inTransaction) return;
    this.#transaction = 0;
    this.#savepoints.set("", snapshot);
  }

  savepoint(name: string, snapshot: SchemaSnapshot): void {
    if (this.inTransaction) this.#savepoints.set(name, snapshot);
  }

  /** What was true at a savepoint, or at the transaction's start; null: there is none of that name. */
  snapshotAt(savepoint: string): SchemaSnapshot | null {
    return this.#savepoints.get(savepoint) ?? null;
  }

  end(): void {
    this.#transaction = null;
    this.#savepoints.clear();
    this.#localZone = null;
  }

  set(name: string, value: string | null, isLocal: boolean): void {
    if (name === "lock_timeout") this.#lockTimeout = value === "0" ? null : value;
    if (name !== "timezone") return;
    if (isLocal) this.#localZone = value;
    else [this.#zone, this.#localZone] = [value, null];
  }

  get lockTimeout(): string | null {
    return this.#lockTimeout;
  }

  /** Whether the zone is surely UTC. */
  get isUtc(): boolean {
    const zone = this.#localZone ?? this.#zone;
    return zone !== null && sameAsUtc.test(zone);
  }
}

/** Zones that are never off UTC. Measured: Europe/London and Africa/Abidjan are not among them. */
const sameAsUtc = /^(?:(?:etc\/)?(?:utc|uct|gmt|gmt[+-]?0|greenwich|universal|zulu)|[+-]?0{1,2}(?::?00)?)$/i;
