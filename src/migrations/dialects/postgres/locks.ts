/** PostgreSQL's table locks, weakest first. @see https://www.postgresql.org/docs/current/explicit-locking.html */
export const lockModes = [
  "ACCESS SHARE",
  "ROW SHARE",
  "ROW EXCLUSIVE",
  "SHARE UPDATE EXCLUSIVE",
  "SHARE",
  "SHARE ROW EXCLUSIVE",
  "EXCLUSIVE",
  "ACCESS EXCLUSIVE",
] as const;

export type LockMode = (typeof lockModes)[number];

/** SELECT takes ACCESS SHARE, which only ACCESS EXCLUSIVE conflicts with. */
export function blocksReads(lock: LockMode | null): boolean {
  return lock === "ACCESS EXCLUSIVE";
}

/** INSERT, UPDATE and DELETE take ROW EXCLUSIVE, which SHARE and everything stronger conflicts with. */
export function blocksWrites(lock: LockMode | null): boolean {
  return lock !== null && lockModes.indexOf(lock) >= lockModes.indexOf("SHARE");
}

export function strongest(locks: readonly (LockMode | null)[]): LockMode | null {
  return lockModes.findLast((mode) => locks.includes(mode)) ?? null;
}
