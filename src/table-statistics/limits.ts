/** What a source may cost. */
export interface GatheringLimits {
  /** One statement, by the server's own clock: less than `silenceMs`, so that only this one is lost. */
  readonly statementMs: number;
  /** Without a byte from the server. */
  readonly silenceMs: number;
  /** For everything; a server with 100,000 tables needs some of it. */
  readonly totalMs: number;
  /** Of a file, or of an answer by HTTP. */
  readonly fileBytes: number;
  /** That a database server may send. */
  readonly serverBytes: number;
}

export const defaultLimits: GatheringLimits = {
  statementMs: 8_000,
  silenceMs: 10_000,
  totalMs: 60_000,
  fileBytes: 50_000_000,
  serverBytes: 300_000_000,
};

/** For counting rows, during which a server says nothing. */
export function limitsToCount(limits: GatheringLimits, seconds: number): GatheringLimits {
  const milliseconds = Math.ceil(seconds * 1000);
  return {
    ...limits,
    statementMs: milliseconds,
    silenceMs: milliseconds + limits.silenceMs,
    totalMs: milliseconds + limits.silenceMs,
  };
}
