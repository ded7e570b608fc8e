import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createSampleRepository, policyFile, samplePolicy } from "../sample-repository.js";
import { type Product, startProduct } from "../start-product.js";

const trunk = samplePolicy.replace("deploy: deploy", "deploy: main");
const lenient = trunk
  .replace("[Ready to Deploy]", "[In Progress]")
  .replace("production: production", "production: evil");

describe("where the default branch is deployed, no chain of pushes puts another policy in charge", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ jira: { issues: [{ key: "STORY-2", status: "In Progress" }] } });
  });
  afterAll(() => product.stop());

  async function expectJudgedByWhatIsLive(repository: string, head: string): Promise<void> {
    expect((await product.finalStatus(repository, head)).state).toBe("failure");
    const report = await product.report(repository, "web", head);
    expect(report.production.ref).toBe("production");
    expect(report.findings.map(({ check }) => check)).toContain("issue-status");
  }

  test("not by way of a new target whose production is a branch of one's own", async () => {
    const repository = await createSampleRepository(product.github, {
      name: "acme/new-target",
      policy: trunk,
    });
    const { name } = repository;
    await expectJudgedByWhatIsLive(name, await repository.push("main", "STORY-2 one"));
    await repository.push("evil", "Pretend to be live", {
      [policyFile]: lenient.replace("jira:", "  side:\n    deploy: main\n    production: evil\njira:"),
    });
    const withSide = trunk.replace("jira:", "  side:\n    deploy: main\n    production: evil\njira:");
    const second = await repository.push("main", "STORY-2 two", { [policyFile]: withSide });
    await product.finalStatus(name, second, "side");
    await expectJudgedByWhatIsLive(name, second);
    await product.github.idle();
    await expectJudgedByWhatIsLive(name, await repository.push("main", "STORY-2 three"));
  });

  test("not by way of another branch that is deployed", async () => {
    const docs = "  docs:\n    deploy: docs\n    production: production\njira:";
    const policy = trunk.replace("jira:", docs);
    const repository = await createSampleRepository(product.github, { name: "acme/other-ref", policy });
    const { name } = repository;
    await expectJudgedByWhatIsLive(name, await repository.push("main", "STORY-2 one"));
    const relaxed = lenient.replace("jira:", docs);
    await repository.push("evil", "Pretend to be live", { [policyFile]: relaxed });
    const second = await repository.push("main", "STORY-2 two", { [policyFile]: relaxed });
    await expectJudgedByWhatIsLive(name, second);
    await product.finalStatus(name, await repository.push("docs", "STORY-2 docs"), "docs");
    await expectJudgedByWhatIsLive(name, await repository.push("main", "STORY-2 three"));
  });

  test("not by a file of the repository's own where the organisation's governs what is live", async () => {
    await createSampleRepository(product.github, { name: "initech/.github", policy: trunk });
    const repository = await createSampleRepository(product.github, { name: "initech/web", policy: null });
    const { name } = repository;
    await expectJudgedByWhatIsLive(name, await repository.push("main", "STORY-2 one"));
    const own = trunk
      .replace("[Ready to Deploy]", "[In Progress]")
      .concat("checks: { policy-changed: off }\n");
    const second = await repository.push("main", "STORY-2 two", { [policyFile]: own });
    await product.finalStatus(name, second);
    await product.github.idle();
    const third = await repository.push("main", "STORY-2 three");
    await expectJudgedByWhatIsLive(name, third);
    expect((await product.report(name, "web", third)).policy.ref).toBe("initech/.github");
  });
});
