import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { judgementOf } from "../checks/judgement.js";
import { policyWith } from "../checks/sample-policies.js";
import { pushTogether } from "../push-together.js";
import { createSampleRepository } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const ready = "Ready to Deploy";
const policy = policyWith({ issues: { statuses: [ready], fields: [{ field: "Risk" }] } });

describe.each(["cloud", "data-center"] as const)("edits in Jira re-check without a push, on %s", (kind) => {
  let product: Product;
  let bystander: { readonly name: string; readonly head: string };

  beforeAll(async () => {
    const fields = { Risk: "Low" };
    product = await startProduct({
      jira: {
        kind,
        issues: [
          { key: "STORY-1", status: "In Progress", fields },
          { key: "STORY-2", status: ready },
          { key: "STORY-3", status: ready, fields },
          { key: "STORY-4", status: ready, fields },
          { key: "STORY-5", status: ready, fields },
          { key: "STORY-6", status: "In Progress", fields },
          { key: "STORY-7", status: "In Progress", fields },
          { key: "STORY-9", status: ready, fields },
        ],
      },
    });
    bystander = await deployOf("bystander", "STORY-9 nine");
  });
  afterAll(() => product.stop());

  async function deployOf(name: string, ...messages: readonly string[]) {
    const repository = await createSampleRepository(product.github, { name: `acme/${name}`, policy });
    const head = (await pushTogether(product.github, repository, messages)).at(-1) ?? "";
    return {
      name: repository.name,
      head,
      first: await judgementOf(product, repository.name, head),
      until: (state: "success" | "failure", description?: string) =>
        judgementOf(product, repository.name, head, {
          where: (status) =>
            status.state === state && (description === undefined || status.description === description),
        }),
    };
  }

  test("a status, and back", async () => {
    const { first, until, head, name } = await deployOf("status", "STORY-1 one");
    expect(first.status.description).toBe("1 issue not Ready to Deploy");
    product.jira.setStatus("STORY-1", ready);
    expect((await until("success")).status.description).toBe("OK to deploy: 1 issue, 1 commit");
    product.jira.setStatus("STORY-1", "To Do");
    await eventually("the edit back turns it red", () => {
      return product.github.statuses(name, head).at(-1)?.state === "failure";
    });
  });

  test("a field", async () => {
    const { first, until } = await deployOf("field", "STORY-2 two");
    expect(first.status.description).toBe("1 issue without Risk");
    product.jira.setField("STORY-2", "Risk", "High");
    const { report } = await until("success");
    expect(report.issues[0]?.fields).toEqual({ Risk: "High" });
  });

  test("an issue that did not exist when the push came", async () => {
    const { first, until } = await deployOf("created", "STORY-77 seven");
    expect(first.status.description).toBe("1 issue not found");
    product.jira.create({ key: "STORY-77", status: ready, fields: { Risk: "Low" } });
    expect((await until("success")).status.description).toBe("OK to deploy: 1 issue, 1 commit");
  });

  test("a moved issue is found under its new key, whose edits count too", async () => {
    const { first, until } = await deployOf("moved", "STORY-4 four", "STORY-3 three", "TECH-404 gone");
    expect(first.status.description).toBe("1 issue not found");
    product.jira.move("STORY-4", "TECH-40");
    await eventually("the report knows the new key", async () => {
      const { issues } = await product.report("acme/moved", "web", first.report.head.sha);
      return issues.some(({ key, movedTo }) => key === "STORY-4" && movedTo === "TECH-40");
    });
    product.jira.setStatus("TECH-40", "In Progress");
    const { report } = await until("failure", "1 issue not found, 1 issue not Ready to Deploy");
    expect(report.findings.find(({ check }) => check === "issue-status")).toMatchObject({
      subject: { type: "issue", id: "STORY-4" },
      remedy: 'Move TECH-40 to "Ready to Deploy" in Jira',
      url: `${product.jira.url}/browse/TECH-40`,
    });
  });

  test("a deleted issue turns it red", async () => {
    const { first, until } = await deployOf("deleted", "STORY-5 five");
    expect(first.status.state).toBe("success");
    product.jira.delete("STORY-5");
    expect((await until("failure")).status.description).toBe("1 issue not found");
  });

  test("an edit while the very first evaluation is under way is not lost", async () => {
    const jql = policyWith({ issues: { statuses: [ready], "ready-to-deploy": 'summary ~ "nobody"' } });
    const repository = await createSampleRepository(product.github, { name: "acme/race", policy: jql });
    product.jira.faults.add({ delayMs: 1500, sent: /nobody/ });
    const [head = ""] = await pushTogether(product.github, repository, ["STORY-6 six"]);
    await eventually("Jira has said that the issue is not ready", () =>
      product.jira.requests.some(
        ({ body, answer }) => answer?.status === 200 && JSON.stringify(body ?? null).includes("STORY-6"),
      ),
    );
    product.jira.setStatus("STORY-6", ready);
    const { status } = await judgementOf(product, repository.name, head, {
      where: ({ state }) => state === "success",
    });
    expect(status.description).toBe("OK to deploy: 1 issue, 1 commit");
    product.jira.faults.clear();
  });

  test("only the deploys that mention the issue are evaluated again", async () => {
    const before = await product.report(bystander.name, "web", bystander.head);
    const { until } = await deployOf("mentions", "STORY-7 seven");
    product.jira.setStatus("STORY-7", ready);
    await until("success");
    const after = await product.report(bystander.name, "web", bystander.head);
    expect(after.gatheredAt).toBe(before.gatheredAt);
    expect(product.github.statuses(bystander.name, bystander.head)).toHaveLength(2);
  });
});
