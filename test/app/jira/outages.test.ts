import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgementOf } from "../checks/judgement.js";
import { policyWith } from "../checks/sample-policies.js";
import { pushTogether } from "../push-together.js";
import { createSampleRepository, type SampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const ready = "Ready to Deploy";
const policy = policyWith({
  targets: { web: { deploy: "deploy-*", production: "production" } },
  issues: { statuses: [ready] },
});
const since = String.raw` since \d\d:\d\d UTC, retrying$`;

/** What goes wrong with one deploy's questions to Jira, and what is then said. */
const faults = [
  ["unavailable", { status: 503, retryAfter: "120" }, `^Cannot reach Jira: 503${since}`],
  ["without-advice", { status: 503 }, `^Cannot reach Jira: 503${since}`],
  ["limited", { status: 429, retryAfter: "45" }, `^Cannot reach Jira: 429, too many requests${since}`],
  ["limited-in-silence", { status: 429 }, `^Cannot reach Jira: 429, too many requests${since}`],
  ["dropped", { drop: true }, `^Cannot reach Jira: connection lost${since}`],
  ["silent", { hang: true }, String.raw`^Cannot reach Jira: no answer within \d+ s${since}`],
  [
    "logged-out",
    { html: true },
    String.raw`^Cannot reach Jira: its answer is not JSON \(text/html\)${since}`,
  ],
  [
    "misshapen",
    { body: { issues: 7 } },
    `^Cannot reach Jira: its answer is not of the expected shape${since}`,
  ],
  ["denied", { status: 403 }, String.raw`^Jira denies access to the service's account \(403\)${since}`],
] as const;

describe("Jira away: could not tell, never green nor red", () => {
  let product: Product;
  let repository: SampleRepository;
  const heads = new Map<string, string>();

  async function push(name: string, message: string): Promise<string> {
    const head = await repository.push(`deploy-${name}`, message);
    heads.set(name, head);
    return head;
  }
  const judge = (name: string, state?: string) => {
    return judgementOf(product, repository.name, heads.get(name) ?? "", {
      where: (status) => state === undefined || status.state === state,
    });
  };

  beforeAll(async () => {
    const numbers = [...faults.keys(), 20, 21, 22, 23];
    product = await startProduct({
      jira: { issues: numbers.map((number) => ({ key: `STORY-${number + 1}`, status: ready })) },
    });
    repository = await createSampleRepository(product.github, { policy });
    for (const [index, [name, effect]] of faults.entries()) {
      product.jira.faults.add({ ...effect, sent: new RegExp(`"STORY-${index + 1}"`) });
      await push(name, `STORY-${index + 1} work`);
    }
    // One bad answer and the retry's: after the first ten seconds all is well.
    product.jira.faults.add({ html: true, times: 2, sent: /"STORY-21"/ });
    await push("briefly", "STORY-21 work");
    await push("healthy", "STORY-22 work");
  });
  afterAll(() => product.stop());

  test("it becomes final by itself, without a webhook", async () => {
    expect((await judge("briefly")).status.description).toMatch(/not JSON/);
    const { status } = await judge("briefly", "success");
    expect(status.description).toBe("OK to deploy: 1 issue, 1 commit");
  });

  test.each(faults)("%s", async (name, effect, words) => {
    const { status, report } = await judge(name);
    expect(status.state).toBe("error");
    expect(status.description).toMatch(new RegExp(words));
    const kind = name === "denied" ? "jira-credentials" : "jira-unavailable";
    expect(report.problems).toEqual([
      { kind, message: expect.any(String), since: expect.any(String), retryAt: expect.any(String) },
    ]);
    const [problem] = report.problems;
    const waits = Date.parse(problem?.retryAt ?? "") - Date.parse(problem?.since ?? "");
    const asked = "retryAfter" in effect ? Number(effect.retryAfter) * 1000 : 9000;
    expect(waits).toBeGreaterThanOrEqual(asked - 100);
    expect(report.checks.filter(({ state }) => state === "error").map(({ id }) => id)).toEqual([
      "issue-not-found",
      "issue-status",
    ]);
    const states = product.github.statuses(repository.name, heads.get(name) ?? "").map(({ state }) => state);
    expect(new Set(states)).toEqual(new Set(["pending", "error"]));
  });

  test("other deploys are not held up", async () => {
    const [healthy, silent] = await Promise.all([judge("healthy"), judge("silent")]);
    expect(healthy.status.state).toBe("success");
    expect(Date.parse(healthy.status.createdAt)).toBeLessThanOrEqual(Date.parse(silent.status.createdAt));
  });

  test("what is known to be broken stays a failure, and both are named", async () => {
    product.jira.faults.add({ status: 503, retryAfter: "120", sent: /"STORY-23"/ });
    const [, head = ""] = await pushTogether(product.github, repository, ["STORY-23 work", "No key"], {
      branch: "deploy-broken",
    });
    const { status } = await judgementOf(product, repository.name, head);
    expect(status.state).toBe("failure");
    expect(status.description).toMatch(
      new RegExp(`^1 commit without an issue, Cannot reach Jira: 503${since}`),
    );
  });

  test("back again: a webhook about the issue settles it at once, `since` was kept meanwhile", async () => {
    const first = (await judge("limited")).report;
    product.jira.setSummary("STORY-3", "Looked at again");
    await eventually("it was asked again, in vain", async () => {
      const again = await product.report(repository.name, "web", first.head.sha);
      return again.gatheredAt > first.gatheredAt && again.problems[0]?.since === first.problems[0]?.since;
    });
    product.jira.faults.clear();
    product.jira.setSummary("STORY-3", "And again");
    expect((await judge("limited", "success")).status.description).toBe("OK to deploy: 1 issue, 1 commit");
  });
});
