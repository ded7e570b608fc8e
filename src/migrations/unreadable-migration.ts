import type { ReportMigration } from "../checker/migration-report.js";

/** What is said of a file of which nothing could be read: one operation that may do anything. */
export function unreadableMigration(path: string, reason: string): ReportMigration {
  return {
    path,
    format: "unknown",
    seconds: null,
    operations: [
      {
        table: null,
        kind: "unparsed",
        cost: "unknown",
        rows: null,
        seconds: null,
        blocksReads: true,
        blocksWrites: true,
        blockedSeconds: null,
        lock: null,
        line: 1,
        note: reason,
        advice: null,
        basis: null,
      },
    ],
  };
}
