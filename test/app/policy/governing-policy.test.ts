import { afterAll, beforeAll, describe, expect, test } from "vitest";
import pg from "pg";
import { createSampleRepository, policyFile, samplePolicy } from "../sample-repository.js";
import { eventually, type Product, startProduct } from "../start-product.js";

const broken = samplePolicy.replace("statuses:", "statusses:");

describe("which policy governs", () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({
      jira: {
        issues: [
          { key: "STORY-1", status: "Ready to Deploy" },
          { key: "STORY-2", status: "In Progress" },
        ],
      },
    });
  });
  afterAll(() => product.stop());

  test("no policy: no status at all", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/none", policy: null });
    const head = await repository.push("deploy", "whatever");
    const other = await createSampleRepository(product.github, { name: "acme/some" });
    const judged = await other.push("deploy", "STORY-1 one");
    await product.finalStatus(other.name, judged);
    expect(product.github.statuses(repository.name, head)).toEqual([]);
  });

  test("a branch that is no deploy gets nothing", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/feature" });
    const feature = await repository.push("feature", "no key");
    const head = await repository.push("deploy", "STORY-1 one");
    await product.finalStatus(repository.name, head);
    expect(product.github.statuses(repository.name, feature)).toEqual([]);
  });

  test("a policy that never was valid: error on the bare context, every mistake on the page", async () => {
    const policy = `${broken}checks: { no-such-check: off }\n`;
    const repository = await createSampleRepository(product.github, { name: "acme/never-valid", policy });
    const head = await repository.push("deploy", "STORY-1 one");
    const status = await product.finalStatus(repository.name, head, null);
    expect(status.state).toBe("error");
    expect(status.description).toContain(`${policyFile} line 9`);
    const page = await (await fetch(`${product.url}/r/acme/never-valid`)).text();
    expect(page).toContain("statusses");
    expect(page).toContain("no-such-check");
  });

  test("a folder where the policy should be: error, never silence", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/folder", policy: null });
    await repository.push("main", "Split the policy", { [`${policyFile}/web.yml`]: samplePolicy });
    const head = await repository.push("deploy", "STORY-1 one");
    expect(await product.finalStatus(repository.name, head, null)).toMatchObject({
      state: "error",
      description: `Policy invalid: ${policyFile}: it is a folder, not a file with the policy`,
    });
    const later = await createSampleRepository(product.github, { name: "acme/folder-later" });
    const judged = await later.push("deploy", "STORY-1 one");
    expect((await product.finalStatus(later.name, judged)).state).toBe("success");
    await later.push("main", "Split it", { [policyFile]: null, [`${policyFile}/web.yml`]: samplePolicy });
    const error = await product.statusWhere(later.name, judged, ({ state }) => state === "error");
    expect(error).toMatchObject({ context: "pre-deploy-checker/web" });
    expect((await product.report(later.name, "web", judged)).policy.sha).toBeNull();
  });

  test("broken later: error on the targets' contexts; mended: judged again", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/broken-later" });
    const head = await repository.push("deploy", "STORY-1 one");
    expect((await product.finalStatus(repository.name, head)).state).toBe("success");
    await repository.push("main", "Break the policy", { [policyFile]: broken });
    const error = await product.statusWhere(repository.name, head, ({ state }) => state === "error");
    expect(error).toMatchObject({ context: "pre-deploy-checker/web" });
    expect(error.description).toContain("statusses");
    await repository.push("main", "Mend the policy", { [policyFile]: samplePolicy });
    await eventually("success again", () => {
      const last = product.github.statuses(repository.name, head).at(-1);
      return last?.state === "success";
    });
  });

  test("another policy on the default branch judges open deploys again", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/changed" });
    const head = await repository.push("deploy", "STORY-2 two");
    expect((await product.finalStatus(repository.name, head)).state).toBe("failure");
    const lenient = samplePolicy.replace("[Ready to Deploy]", "[Ready to Deploy, In Progress]");
    await repository.push("main", "Let work in progress ship", { [policyFile]: lenient });
    const status = await product.statusWhere(repository.name, head, ({ state }) => state === "success");
    expect(status.description).toBe("OK to deploy: 1 issue, 1 commit");
  });

  test("the pushed commit's policy counts for nothing, and a change of it is a finding", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/pushed" });
    const lenient = samplePolicy.replace("[Ready to Deploy]", "[In Progress]");
    const head = await repository.push("deploy", "STORY-2 relax the rules", { [policyFile]: lenient });
    const status = await product.finalStatus(repository.name, head);
    expect(status.description).toBe("changes its own policy, 1 issue not Ready to Deploy");
    const invalid = await repository.push("deploy", "STORY-1 break the rules", { [policyFile]: broken });
    expect((await product.finalStatus(repository.name, invalid)).state).toBe("failure");
    const report = await product.report(repository.name, "web", invalid);
    expect(report.findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(["policy-invalid", "policy-changed", "issue-status"]),
    );
  });

  test("the organisation's policy stands in", async () => {
    const { github } = product;
    await createSampleRepository(github, { name: "initech/.github", policy: samplePolicy });
    const repository = await createSampleRepository(github, { name: "initech/web", policy: null });
    const head = await repository.push("deploy", "STORY-2 two");
    const status = await product.finalStatus(repository.name, head);
    expect(status.description).toBe("1 issue not Ready to Deploy");
    expect((await product.report(repository.name, "web", head)).policy.ref).toBe("initech/.github");
  });
});

describe("where the default branch itself is deployed", () => {
  let product: Product;
  const policy = samplePolicy.replace("deploy: deploy", "deploy: main");

  beforeAll(async () => {
    product = await startProduct({
      jira: { issues: [{ key: "STORY-2", status: "In Progress" }] },
    });
  });
  afterAll(() => product.stop());

  test("the file that is live governs: a push cannot relax its own rules", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/trunk", policy });
    const lenient = policy.replace("[Ready to Deploy]", "[In Progress]");
    const head = await repository.push("main", "STORY-2 relax", { [policyFile]: lenient });
    const status = await product.finalStatus(repository.name, head);
    expect(status.description).toBe("changes its own policy, 1 issue not Ready to Deploy");
  });

  test("nor name a branch of its own as production", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/own-production", policy });
    const first = await repository.push("main", "STORY-2 one");
    expect((await product.finalStatus(repository.name, first)).state).toBe("failure");
    const relaxed = policy
      .replace("[Ready to Deploy]", "[In Progress]")
      .replace("production: production", "production: evil");
    const evil = await repository.push("evil", "Pretend to be live", { [policyFile]: relaxed });
    expect(product.github.statuses(repository.name, evil)).toEqual([]);
    const head = await repository.push("main", "STORY-2 point production there", { [policyFile]: relaxed });
    const status = await product.finalStatus(repository.name, head);
    expect(status.description).toBe("changes its own policy, 1 issue not Ready to Deploy");
    expect((await product.report(repository.name, "web", head)).production.ref).toBe("production");
  });

  test("a broken file at the tip is judged by the one that is live", async () => {
    const repository = await createSampleRepository(product.github, { name: "acme/broken-tip", policy });
    const first = await repository.push("main", "STORY-2 one");
    await product.finalStatus(repository.name, first);
    const head = await repository.push("main", "STORY-2 break", {
      [policyFile]: policy.replace("statuses:", "statusses:"),
    });
    const status = await product.finalStatus(repository.name, head);
    expect(status.state).toBe("failure");
    const report = await product.report(repository.name, "web", head);
    expect(report.findings.map(({ check }) => check)).toEqual(
      expect.arrayContaining(["policy-invalid", "policy-changed", "issue-status"]),
    );
  });

  test("a push that removes it is judged by the one that is live, for as long as that is there", async () => {
    const { github } = product;
    const repository = await createSampleRepository(github, { name: "acme/removed", policy });
    const { name } = repository;
    await product.finalStatus(name, await repository.push("main", "STORY-2 one"));
    const removal = await repository.push("main", "STORY-2 do without", { [policyFile]: null });
    const changed = "changes its own policy, 1 issue not Ready to Deploy";
    expect((await product.finalStatus(name, removal)).description).toBe(changed);
    const later = await repository.push("main", "STORY-2 more");
    expect((await product.finalStatus(name, later)).description).toBe(changed);

    await github.setBranch(name, "production", later);
    const database = new pg.Client({ connectionString: product.databaseUrl });
    await database.connect();
    await eventually("the policy is forgotten", async () => {
      const known = `select text from policy join repository on id = repository_id where name = 'removed'`;
      return (await database.query(known)).rowCount === 0;
    });
    await database.end();
    const free = await repository.push("main", "whatever");
    const other = await createSampleRepository(github, { name: "acme/still-judged", policy });
    await product.finalStatus(other.name, await other.push("main", "STORY-2 one"));
    expect(github.statuses(name, free)).toEqual([]);
  });

  test("while production has no policy yet, the default branch's governs", async () => {
    const repository = await createSampleRepository(product.github, {
      name: "acme/first-policy",
      policy: null,
    });
    const head = await repository.push("main", "STORY-2 add the policy", { [policyFile]: policy });
    const status = await product.finalStatus(repository.name, head);
    expect(status.description).toBe("changes its own policy, 1 issue not Ready to Deploy");
  });
});
