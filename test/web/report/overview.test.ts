import { describe, expect, test } from "vitest";
import type { ReportMigration } from "../../../src/checker/migration-report.js";
import { overviewOf } from "../../../src/web/report/overview/overview.js";
import { sampleReport, successReport, unknownReport } from "../sample-report.js";

const migration = (path: string, expected: number | null): ReportMigration => ({
  path,
  format: "rails",
  seconds: expected === null ? null : { expected, low: 1, high: expected * 2 },
  operations: [],
});
const migrationContext = {
  engine: "mysql 8.0",
  changed: [],
  applied: [],
  rowCounts: null,
  limits: { failOver: null, warnOver: null, blockOver: null },
  notes: [],
};

describe("a deploy in figures", () => {
  test("problems by check, without what people have approved", () => {
    const { failures, warnings, approved, unknown } = overviewOf(sampleReport);
    expect(failures.map(({ count }) => count)).toEqual([1, 2, 1, 2, 1]);
    expect(failures.at(-1)).toEqual({ words: "Issue fields", count: 1 });
    expect([warnings.length, approved, unknown]).toEqual([2, 1, 0]);
    expect(overviewOf(unknownReport).unknown).toBe(2);
  });

  test("issues with how many of them are not ready, those that are not in the deploy not counted", () => {
    const { issues } = overviewOf(sampleReport);
    expect([issues.count, issues.failing]).toEqual([15, 3]);
    expect(issues.types[0]).toEqual({ words: "Story", count: 9 });
  });

  test("not none where nothing is known of them", () => {
    expect(overviewOf(unknownReport).issues.count).toBeNull();
    expect(overviewOf({ ...successReport, commits: [], issues: [] }).issues.count).toBe(0);
  });

  test("the longest migration, and how many cannot be told", () => {
    const migrations = [migration("a", 20), migration("b", null), migration("c", 540)];
    expect(overviewOf({ ...sampleReport, migrations, migrationContext }).migrations).toEqual({
      count: 3,
      longest: migrations[2],
      untold: 1,
    });
    expect(overviewOf(sampleReport).migrations).toBeNull();
  });

  test("the risks, the worst first", () => {
    expect(overviewOf(sampleReport).risk).toEqual({
      field: "Risk",
      levels: [
        { words: "High", count: 2 },
        { words: "Medium", count: 1 },
        { words: "Low", count: 11 },
      ],
      unset: 1,
    });
    const issues = sampleReport.issues.map((issue) => ({ ...issue, fields: { Asterisk: "x" } }));
    expect(overviewOf({ ...sampleReport, issues }).risk).toBeNull();
  });
});
