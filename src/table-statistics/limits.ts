/** What a source may cost. */
export interface GatheringLimits {
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
  silenceMs: 10_000,
  totalMs: 30_000,
  fileBytes: 50_000_000,
  serverBytes: 300_000_000,
};
