import { describe, expect, test } from "vitest";
import type { PostedStatus } from "../../src/deploys/ports/store.js";
import { standingOf } from "../../src/web/routes/standing-of.js";
import { sampleReport } from "./sample-report.js";

const older = "0".repeat(40);
const gathered = Date.parse(sampleReport.gatheredAt);

describe("another head of the branch is pending", () => {
  const statusOf = (sha: string, state: PostedStatus["state"], seconds: number): PostedStatus => ({
    repositoryId: 1,
    sha,
    ref: `refs/heads/${sampleReport.head.ref}`,
    context: "pre-deploy-checker/web",
    state,
    description: "",
    targetUrl: "",
    postedAt: new Date(gathered + seconds * 1000).toISOString(),
  });
  const { sha } = sampleReport.head;
  const deploy = {
    repositoryId: 1,
    target: "web",
    ref: `refs/heads/${sampleReport.head.ref}`,
    headSha: sha,
    pushedAt: sampleReport.gatheredAt,
    evaluatedAt: sampleReport.gatheredAt,
    productionSha: null,
    policySha: null,
    state: "success" as const,
    hasProblems: false,
  };

  test.each([
    [
      "since this one was judged: it is newer",
      { other: 60, own: statusOf(sha, "success", 30) },
      "superseded",
    ],
    ["since before this one was judged", { other: -60, own: statusOf(sha, "success", 30) }, "open"],
    [
      "since this one was looked at, but before it was judged",
      { other: 10, own: statusOf(sha, "success", 30) },
      "open",
    ],
    ["since this one's facts were gathered", { other: 1, own: null }, "open"],
    ["since the report, and nothing is posted of this one", { other: 10, own: null }, "superseded"],
    [
      "since the last look, which changed nothing",
      { other: -10, own: statusOf(sha, "success", -30) },
      "open",
    ],
    [
      "since then, and this one is pending as well",
      { other: 10, own: statusOf(sha, "pending", 30) },
      "superseded",
    ],
  ])("%s", (_, { other, own }, kind) => {
    const standing = standingOf({
      sha,
      report: { ...sampleReport, durationMs: 5_000 },
      status: own,
      deploys: [deploy],
      underWay: [statusOf(older, "pending", other)],
      newestSha: sha,
    });
    expect(standing.kind).toBe(kind);
  });
});
