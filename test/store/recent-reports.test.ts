import { expect, test } from "vitest";
import type { Report } from "../../src/checker/report.js";
import { createRecentReports } from "../../src/store/recent-reports.js";
import { hugeReport } from "../web/huge-report.js";
import { sampleReport } from "../web/sample-report.js";

/** Reads that count themselves. */
function reader(report: Report | null = sampleReport) {
  const reads = { count: 0 };
  return {
    reads,
    read: () => {
      reads.count++;
      return Promise.resolve(report === null ? null : { ...report });
    },
  };
}

test("a report is read once, also for those who ask while it is being read", async () => {
  const recent = createRecentReports();
  const { reads, read } = reader();
  const [one, other] = await Promise.all([recent.of("1", read), recent.of("1", read)]);
  expect(await recent.of("1", read)).toBe(one);
  expect(other).toBe(one);
  expect(reads.count).toBe(1);
  expect(await recent.of("2", read)).not.toBe(one);
});

test("what could not be read is read again", async () => {
  const recent = createRecentReports();
  const { reads, read } = reader(null);
  expect(await recent.of("1", read)).toBeNull();
  expect(await recent.of("1", read)).toBeNull();
  await expect(recent.of("1", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  await recent.of("1", read);
  expect(reads.count).toBe(3);
});

test("few of the large ones are kept, those asked for last; the largest not at all", async () => {
  const recent = createRecentReports();
  const large = reader(hugeReport(1500, 600));
  for (const id of ["1", "2", "1", "3", "4"]) await recent.of(id, large.read);
  expect(large.reads.count).toBe(4);
  await recent.of("4", large.read);
  expect(large.reads.count).toBe(4);
  await recent.of("2", large.read);
  expect(large.reads.count).toBe(5);
  const largest = reader({
    ...sampleReport,
    commits: Array<Report["commits"][number]>(10_000).fill(sampleReport.commits[0]!),
  });
  await recent.of("9", largest.read);
  await recent.of("9", largest.read);
  expect(largest.reads.count).toBe(2);
});
