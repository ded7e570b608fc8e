import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../../../src/checker/report.js";
import { judgementOf } from "../checks/judgement.js";
import { policyWith } from "../checks/sample-policies.js";
import { createSampleRepository, policyFile } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const ready = "Ready to Deploy";
const policy = (issues: Readonly<Record<string, unknown>>): string =>
  policyWith({ issues: { statuses: [ready], ...issues }, "max-age": { issues: "15m" } });

describe("max-age: what was known may stand in while Jira is away", () => {
  let product: Product;

  beforeAll(async () => {
    const issues = [1, 2].map((number) => ({ key: `STORY-${number}`, status: ready }));
    product = await startProduct({ jira: { issues } });
  });
  afterAll(() => product.stop());

  async function deployOf(name: string, message: string) {
    const repository = await createSampleRepository(product.github, {
      name: `acme/${name}`,
      policy: policy({}),
    });
    const head = await repository.push("deploy", message);
    const { report: first } = await judgementOf(product, repository.name, head);
    expect(first.state).toBe("success");
    return {
      repository,
      head,
      /** The first report after an instant. */
      reportAfter: async (instant: string): Promise<Report> => {
        let report = first;
        await eventually("a newer report", async () => {
          report = await product.report(repository.name, "web", head);
          return report.gatheredAt > instant;
        });
        return report;
      },
    };
  }

  test("the old issues are judged, and Jira is asked again by itself until it is back", async () => {
    const { repository, head, reportAfter } = await deployOf("remembered", "STORY-1 one");
    product.jira.faults.add({ html: true, sent: /"STORY-1"/ });
    product.jira.setStatus("STORY-1", "To Do");
    await eventually("Jira was asked in vain", () =>
      product.jira.requests.some(
        ({ body, answer }) => answer === null && JSON.stringify(body ?? null).includes("STORY-1"),
      ),
    );
    expect(await reportAfter(new Date().toISOString())).toMatchObject({
      state: "success",
      problems: [],
      issues: [{ key: "STORY-1", status: ready }],
    });
    product.jira.faults.clear();
    const { status } = await judgementOf(product, repository.name, head, {
      where: ({ state }) => state === "failure",
    });
    expect(status.description).toBe("1 issue not Ready to Deploy");
  });

  test("not where the policy asks for more than was known", async () => {
    const { repository, head } = await deployOf("stricter", "STORY-2 two");
    product.jira.faults.add({ html: true, sent: /"STORY-2"/ });
    const stricter = policy({ fields: [{ field: "Risk" }] });
    await repository.push("main", "Ask for the risk", { [policyFile]: stricter });
    const { report } = await judgementOf(product, repository.name, head, {
      where: ({ state }) => state === "error",
    });
    expect(report.problems).toEqual([expect.objectContaining({ kind: "jira-unavailable" })]);
    product.jira.faults.clear();
  });
});
