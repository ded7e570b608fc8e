/** Milliseconds. */
export interface LockTiming {
  /** How often the owner shows a sign of life. */
  readonly heartbeat: number;
  /** An owner that showed none for so long is taken to be dead. */
  readonly stale: number;
  /** As `stale`, for an owner with our own host name and process id: most likely our container, started again. */
  readonly restarted: number;
  /** How long the owner may rely on having looked at the lock. */
  readonly recheck: number;
  /** How long a lock that somebody else had must stay ours until it is believed. */
  readonly settle: number;
  /** How often somebody who waits for a sign of life looks. */
  readonly poll: number;
}

/** A heartbeat can be late by a long garbage collection or a slow disk; four in a row cannot. */
export const lockTiming: LockTiming = {
  heartbeat: 5_000,
  stale: 20_000,
  restarted: 7_000,
  recheck: 2_000,
  settle: 250,
  poll: 250,
};
