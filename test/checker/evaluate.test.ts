import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { activeChecks } from "../../src/checker/active-checks.js";
import { evaluate } from "../../src/checker/evaluate.js";
import { reportSchema } from "../../src/checker/report-schema.js";
import type { Approval } from "../../src/checker/report.js";
import type { FactId, Facts } from "../../src/checker/snapshot.js";
import { commit, issue, issuesFact, known, now, range, rules, sha, snapshot, unavailable } from "./sample.js";
import { processorTime } from "../support/processor-time.js";

const statuses = "issues: {statuses: [Ready to Deploy]}";
const wrong = { issues: issuesFact(issue("STORY-1", { status: "Open" })) };

function approve(finding: string, over: Partial<Approval> = {}): Approval {
  return { finding, by: "carol", reason: "known", at: "2026-11-20T11:00:00.000Z", until: null, ...over };
}

function checkState(report: ReturnType<typeof evaluate>, id: string) {
  const { state, note } = report.checks.find((result) => result.id === id)!;
  return [state, note];
}

describe("state", () => {
  test("success counts what goes out", () => {
    const commits = [
      commit(6, { message: "STORY-1 more" }),
      commit(5, { message: "no-jira" }),
      commit(4, { message: "Merge x", parents: [sha(1), sha(2)] }),
      commit(3, { alreadyShipped: true }),
      commit(1),
    ];
    const report = evaluate(snapshot(commits), rules("commits: {ignore: [^Merge]}"), [], { durationMs: 812 });
    expect(report).toMatchObject({
      version: 1,
      repository: "acme/web",
      target: "web",
      state: "success",
      summary: "OK to deploy: 1 issue, 4 commits",
      compareUrl: `https://github.com/acme/web/compare/${sha(0)}...${sha(6)}`,
      production: { ref: "production", sha: sha(0) },
      problems: [],
      findings: [],
      alreadyShippedIssues: ["STORY-3"],
      gatheredAt: now,
      durationMs: 812,
    });
    expect(report.commits.map(({ disposition }) => disposition)).toEqual([
      "shipping",
      "no-issue",
      "ignored",
      "already-shipped",
      "shipping",
    ]);
    expect(report.issues.map(({ key, commits: shas }) => [key, shas])).toEqual([
      ["STORY-1", [sha(6), sha(1)]],
    ]);
    expect(report.commits[0]?.url).toBe(`https://github.com/acme/web/commit/${sha(6)}`);
  });

  test("nothing to ship is fine", () => {
    expect(evaluate(snapshot([]), rules(), [])).toMatchObject({
      state: "success",
      summary: "OK to deploy: 0 issues, 0 commits",
    });
  });

  test("a failure outranks what could not be told; the summary names both", () => {
    const facts = { issues: unavailable("Cannot reach Jira: 503") };
    const report = evaluate(snapshot([commit(2, { message: "x" }), commit(1)], facts), rules(statuses), []);
    expect(report.state).toBe("failure");
    expect(report.summary).toBe(
      "1 commit without an issue, Cannot reach Jira: 503 since 10:42 UTC, retrying",
    );
    expect(checkState(report, "issue-status")).toEqual(["error", "Cannot reach Jira: 503"]);
    expect(report.problems).toHaveLength(1);
  });

  test("what could not be told is an error, with the day where the outage began on another one", () => {
    const facts = { issues: unavailable("Cannot reach Jira: 503", { since: "2026-11-19T23:59:00.000Z" }) };
    expect(evaluate(snapshot([commit(1)], facts), rules(statuses), [])).toMatchObject({
      state: "error",
      summary: "Cannot reach Jira: 503 since 2026-11-19 23:59 UTC, retrying",
    });
  });

  test("what only a person can mend is not retried", () => {
    const fact = unavailable("Jira did not accept the credentials (401)", {
      kind: "jira-credentials",
      retryAt: null,
    });
    expect(evaluate(snapshot([commit(1)], { issues: fact }), rules(), []).summary).toBe(
      "Jira did not accept the credentials (401)",
    );
  });

  test("a fact that no active check needs does not matter", () => {
    const facts = { "earlier-issues": unavailable("x"), "ready-issues": unavailable("y") };
    expect(evaluate(snapshot([commit(1)], facts), rules(), []).state).toBe("success");
  });

  test("warnings never change the state", () => {
    expect(
      evaluate(snapshot([commit(1)], wrong), rules(`${statuses}\nchecks: {issue-status: warning}`), []),
    ).toMatchObject({
      state: "success",
      summary: "OK to deploy: 1 issue, 1 commit, 1 issue not Ready to Deploy",
    });
  });

  test("without production or range nothing can be told", () => {
    const gone = unavailable("No tag matches production-*", { kind: "production-unknown", retryAt: null });
    const facts = { production: gone, range: gone };
    const report = evaluate(snapshot([commit(1)], facts, { productionRef: "tag production-*" }), rules(), []);
    expect(report).toMatchObject({
      state: "error",
      summary: "No tag matches production-*",
      production: { ref: "tag production-*", sha: null },
      base: null,
      compareUrl: null,
      commits: [],
      problems: [{ kind: "production-unknown" }],
    });
    const notAsked = evaluate(
      snapshot([], { range: { notAsked: "why ever" } }),
      rules("checks: {behind-production: off, revert-incomplete: off}"),
      [],
    );
    expect(notAsked.state).toBe("error");
  });

  test("checks whose facts nobody asked for are off and say so", () => {
    const facts = {
      issues: { notAsked: "not asked: Jira was not asked" },
      "policy-file": { notAsked: "needs git" },
    };
    const report = evaluate(snapshot([commit(1)], facts), rules(statuses), []);
    expect(report.state).toBe("success");
    expect(checkState(report, "issue-status")).toEqual(["off", "not asked: Jira was not asked"]);
    expect(checkState(report, "policy-changed")).toEqual(["off", "not asked: needs git"]);
  });

  test("unknown origins are strict where nobody was asked, and an error where the policy needs them", () => {
    const commits = [commit(1, { message: "Bump" })];
    const ignoring = rules("commits: {ignore-authors: [bot]}");
    const judge = (origins: Facts["origins"], by = ignoring) =>
      evaluate(snapshot(commits, { origins }), by, []).state;
    expect(judge(known({ pullRequestTexts: {}, verifiedAuthors: { [sha(1)]: "bot" } }))).toBe("success");
    expect(judge({ notAsked: "needs GitHub" })).toBe("failure");
    expect(judge(unavailable("GitHub: 500"))).toBe("error");
    expect(judge(unavailable("GitHub: 500"), rules())).toBe("failure");
  });
});

describe("age of facts", () => {
  const judge = (minutes: number, sections: string) => {
    const at = new Date(Date.parse(now) - minutes * 60_000).toISOString();
    const issues = { value: { issues: { "STORY-1": issue("STORY-1") }, notes: {} }, at, source: "Jira" };
    return evaluate(snapshot([commit(1)], { issues }), rules(sections), []);
  };

  test.each<[number, string, string]>([
    [14, "", "success"],
    [16, "", "error"],
    [40, "max-age: {issues: 30m}", "success"],
    [46, "max-age: {issues: 30m}", "error"],
  ])("%d minutes, %j: %s", (minutes, sections, state) => {
    expect(judge(minutes, sections).state).toBe(state);
  });

  test("says how old it is", () => {
    expect(judge(50, "").problems).toMatchObject([
      { kind: "fact-too-old", message: "What Jira said is 50 min old" },
    ]);
  });
});

describe("approvals", () => {
  const broken = snapshot([commit(1)], wrong);
  const [finding] = evaluate(broken, rules(statuses), []).findings;
  const judge = (...approvals: Approval[]) => evaluate(broken, rules(statuses), approvals);

  test("an approved failure is an exception", () => {
    const report = judge(approve(finding!.id));
    expect(report).toMatchObject({
      state: "success",
      summary: "OK to deploy: 1 issue, 1 commit, 1 exception approved",
    });
    expect(report.findings[0]?.approval).toEqual({
      by: "carol",
      reason: "known",
      at: "2026-11-20T11:00:00.000Z",
      until: null,
    });
    expect(checkState(report, "issue-status")[0]).toBe("success");
  });

  test.each<[string, Partial<Approval>, string]>([
    ["of another finding", { finding: "0".repeat(64) }, "failure"],
    ["that expires now", { until: now }, "failure"],
    ["that still holds", { until: "2026-11-20T12:00:01Z" }, "success"],
    ["with an end that is no instant", { until: "soon" }, "failure"],
  ])("one %s", (_, over, state) => {
    expect(judge(approve(finding!.id, over)).state).toBe(state);
  });

  test("the newest counts", () => {
    const report = judge(
      approve(finding!.id),
      approve(finding!.id, { by: "dan", at: "2026-11-20T11:30:00Z" }),
    );
    expect(report.findings[0]?.approval?.by).toBe("dan");
  });

  test("what is left is all that the summary counts", () => {
    const commits = [commit(3, { message: "a" }), commit(2, { message: "b" }), commit(1)];
    const [first] = evaluate(snapshot(commits), rules(), []).findings;
    expect(evaluate(snapshot(commits), rules(), [approve(first!.id)]).summary).toBe(
      "1 commit without an issue",
    );
  });

  test("no approval makes up for what could not be told", () => {
    const facts = { ...wrong, "policy-file": unavailable("git is away", { kind: "git-unavailable" }) };
    expect(evaluate(snapshot([commit(1)], facts), rules(statuses), [approve(finding!.id)]).state).toBe(
      "error",
    );
  });
});

test("the report lists fields as text, and old keys with the new ones", () => {
  const fields = {
    Risk: { state: "value" as const, texts: ["Low", "High"] },
    Tests: { state: "empty" as const },
    Plan: { state: "absent" as const },
  };
  const facts = { issues: known({ issues: { "STORY-1": issue("TECH-9", { fields }) }, notes: {} }) };
  expect(evaluate(snapshot([commit(1)], facts), rules(), []).issues).toMatchObject([
    {
      key: "STORY-1",
      movedTo: "TECH-9",
      fields: { Risk: "Low, High", Tests: null, Plan: null },
      fieldStates: { Risk: "value", Tests: "empty", Plan: "absent" },
    },
  ]);
});

test("a clone without a host has no links", () => {
  const report = evaluate(snapshot([commit(1, { message: "x" })], {}, { repositoryUrl: null }), rules(), []);
  expect([report.compareUrl, report.commits[0]?.url, report.findings[0]?.url]).toEqual([null, null, null]);
});

const factIds: readonly FactId[] = [
  "production",
  "range",
  "issues",
  "ready-issues",
  "earlier-issues",
  "open-pull-requests",
  "policy-file",
];
const everything = rules(
  "issues: {statuses: [Ready to Deploy], fields: [{field: Risk}], ready-to-deploy: 'x'}\n" +
    "checks: {issue-without-commits: warning, issue-partly-merged: warning}",
);

test("whatever is missing, a deploy is never OK when an active check could not tell, and says why in 140 characters", () => {
  fc.assert(
    fc.property(
      fc.subarray([...factIds]),
      fc.array(fc.constantFrom("STORY-1 a", "TECH-2 b", "no-jira", "🚀".repeat(90), "Fix")),
      fc.string({ unit: "binary", maxLength: 300 }),
      (missing, messages, text) => {
        const commits = messages.map((message, index) => commit(index + 1, { message }));
        const facts = Object.fromEntries(missing.map((id) => [id, unavailable(text)]));
        const report = evaluate(snapshot(commits, facts), everything, []);
        const needed = new Set<FactId>(activeChecks(everything).flatMap((check) => [...check.needs]));
        expect(missing.every((id) => needed.has(id))).toBe(true);
        if (missing.length > 0) expect(report.state).not.toBe("success");
        expect(report.summary.length).toBeLessThanOrEqual(140);
        expect(report.summary.isWellFormed()).toBe(true);
        expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
      },
    ),
  );
});

test("10,000 commits on 5,000 issues are judged at once", () => {
  const commits = Array.from({ length: 10_000 }, (_, index) =>
    commit(index + 1, {
      message: `STORY-${(index % 5000) + 1} Do the work\n\n${"Because it is needed. ".repeat(20)}`,
    }),
  );
  const issues = Array.from({ length: 5000 }, (_, index) =>
    issue(`STORY-${index + 1}`, { status: index % 2 === 0 ? "Open" : "Ready to Deploy" }),
  );
  const huge = snapshot([], { range: known(range(commits)), issues: issuesFact(...issues) });
  evaluate(huge, everything, []);
  const took = processorTime(() => {
    expect(evaluate(huge, everything, []).summary).toBe("2500 issues not Ready to Deploy");
  });
  expect(took).toBeLessThan(1000);
});
