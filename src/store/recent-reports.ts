import type { Report } from "../checker/report.js";

/** Commits and issues of all the reports that are kept, at most: some 10 MB. */
const keptRows = 6_000;
const keptReports = 32;

/** The reports that were asked for last. */
export interface RecentReports {
  /** The report of an evaluation, read where it is not at hand. */
  of(evaluationId: string, read: () => Promise<Report | null>): Promise<Report | null>;
}

/**
 * An evaluation's report never changes, and reading a large one from its row takes longer than all else of a page:
 * what fifty people look at is read once. They all get the same object.
 */
export function createRecentReports(): RecentReports {
  const reports = new Map<string, Report>();
  const underWay = new Map<string, Promise<Report | null>>();

  function keep(id: string, report: Report): void {
    reports.delete(id);
    reports.set(id, report);
    let rows = [...reports.values()].reduce((sum, one) => sum + sizeOf(one), 0);
    for (const [oldest, one] of reports) {
      if (rows <= keptRows && reports.size <= keptReports) break;
      reports.delete(oldest);
      rows -= sizeOf(one);
    }
  }

  return {
    async of(id, read) {
      const known = reports.get(id);
      if (known !== undefined) {
        keep(id, known);
        return known;
      }
      const reading = underWay.get(id) ?? read();
      underWay.set(id, reading);
      try {
        const report = await reading;
        if (report !== null) keep(id, report);
        return report;
      } finally {
        underWay.delete(id);
      }
    },
  };
}

function sizeOf({ commits, issues, findings }: Report): number {
  return commits.length + issues.length + findings.length;
}
