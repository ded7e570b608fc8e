import type {
  MigrationsOfDeploy,
  ReportMigration,
  ReportOperation,
  Seconds,
} from "../../src/checker/migration-report.js";

/** Expected seconds with an interval around them. */
export const seconds = (expected: number): Seconds => ({ expected, low: expected / 2, high: expected * 2 });

export function operation(over: Partial<ReportOperation> = {}): ReportOperation {
  return {
    table: "calls",
    kind: "add_index",
    cost: "index",
    rows: 1_000_000,
    seconds: seconds(60),
    blocksReads: false,
    blocksWrites: true,
    blockedSeconds: seconds(60),
    lock: "SHARE",
    line: 7,
    note: "builds the index while writes wait",
    advice: null,
    basis: "1,000,000 rows",
    ...over,
  };
}

export function migration(path: string, operations = [operation()]): ReportMigration {
  const known = operations.flatMap((one) => (one.seconds === null ? [] : [one.seconds]));
  const sum = (pick: (one: Seconds) => number) => known.reduce((total, one) => total + pick(one), 0);
  const total = { expected: sum((s) => s.expected), low: sum((s) => s.low), high: sum((s) => s.high) };
  return { path, format: "rails", operations, seconds: known.length < operations.length ? null : total };
}

export function migrationsOfDeploy(over: Partial<MigrationsOfDeploy> = {}): MigrationsOfDeploy {
  return {
    engine: "mysql 8.0",
    migrations: [migration("db/migrate/1_a.rb")],
    changed: [{ path: "db/migrate/0_old.rb", how: "changed" }],
    applied: ["db/migrate/0_ahead.rb"],
    commits: { "db/migrate/1_a.rb": ["a".repeat(40)] },
    blobs: { "db/migrate/1_a.rb": "b".repeat(40) },
    rowCounts: { source: "primary", takenAt: "2026-11-20T04:00:00Z" },
    limits: { failOver: 1800, warnOver: null, blockOver: 10 },
    notes: ["the server is older"],
    ...over,
  };
}
