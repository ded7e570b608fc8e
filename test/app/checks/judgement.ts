import { expect } from "vitest";
import { reportSchema } from "../../../src/checker/report-schema.js";
import type { Report } from "../../../src/checker/report.js";
import type { PostedStatus } from "../../support/github/posted-status.js";
import { pageText } from "../../support/page-text.js";
import type { Product } from "../start-product.js";

/** What the product says of a head, in its three places. */
export interface Judgement {
  readonly status: PostedStatus;
  readonly report: Report;
  /** The words of the page. */
  readonly page: string;
}

/**
 * Waits for a head's status (the first final one, or the first that fits) and reads the report and the page, which
 * must say the same: same state, same line, every finding with its remedy, every problem.
 */
export async function judgementOf(
  product: Product,
  repository: string,
  head: string,
  { target = "web", where = () => true }: { target?: string; where?: (status: PostedStatus) => boolean } = {},
): Promise<Judgement> {
  const status = await product.statusWhere(
    repository,
    head,
    (posted) =>
      posted.context === `pre-deploy-checker/${target}` && posted.state !== "pending" && where(posted),
  );
  const report = await product.report(repository, target, head);
  expect(reportSchema.parse(report)).toEqual(report);
  expect(report).toMatchObject({ repository, target, head: { sha: head } });
  expect({ state: report.state, summary: report.summary }).toEqual({
    state: status.state,
    summary: status.description,
  });
  const page = await pageText(`${product.url}/r/${repository}/${target}/${head}`);
  for (const { message, remedy } of report.findings) {
    expect(page).toContain(message);
    expect(page).toContain(remedy);
  }
  for (const text of [report.summary, ...report.problems.map(({ message }) => message)])
    expect(page).toContain(text);
  return { status, report, page };
}

/** The state and number of findings of one check: ["failure", 2]. */
export function resultOf({ checks }: Report, id: Report["checks"][number]["id"]): readonly [string, number] {
  const result = checks.find((check) => check.id === id);
  return [result?.state ?? "absent", result?.findings ?? 0];
}

/** Messages of a check's findings. */
export function messagesOf({ findings }: Report, id: Report["findings"][number]["check"]): readonly string[] {
  return findings.filter(({ check }) => check === id).map(({ message }) => message);
}
